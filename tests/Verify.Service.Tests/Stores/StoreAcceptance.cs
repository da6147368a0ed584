using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>
/// What every backend must do, one suite for all. A backend joins by a class that says how to open its stores, empty.
/// </summary>
public abstract partial class StoreAcceptance : IAsyncLifetime
{
    private StoresUnderTest? _stores;

    protected ManualClock Clock { get; } = new();

    protected IRegistryStore Registry => _stores!.Registry;

    protected IRegisterStore Register => _stores!.Register;

    protected IAuditStore Audit => _stores!.Audit;

    protected IRegisterChain Chain => _stores!.Chain;

    protected ICatalogStore Catalogs => _stores!.Catalogs;

    protected IInstanceRoll Roll => _stores!.Roll;

    protected ICallerStore Callers => _stores!.Callers;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract ValueTask<StoresUnderTest> OpenAsync(TimeProvider time);

    public async ValueTask InitializeAsync() => _stores = await OpenAsync(Clock);

    public async ValueTask DisposeAsync()
    {
        if (_stores is not null)
            await _stores.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<AppendOutcome> AppendAsync(FactDraft draft) =>
        Assert.Single(await Registry.AppendAsync([draft], Drafts.AdmitAll, Cancellation));

    protected async Task<AppendOutcome.Recorded> RecordAsync(FactDraft draft) =>
        Assert.IsType<AppendOutcome.Recorded>(await AppendAsync(draft));

    protected Task<DossierSnapshot> ReadAsync(params SubjectKey[] keys) => Registry.ReadAsync(keys, Knowledge.Now, Cancellation);

    protected Task<IReadOnlyList<RecordedFact>> ReadAllAsync() => Registry.ReadFactsAfterAsync(0, int.MaxValue, Cancellation);

    protected async Task<RecordRefusal> RefusalAsync(FactDraft draft) =>
        Assert.IsType<AppendOutcome.Refused>(await AppendAsync(draft)).Refusal;
}
