using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>The stores of one backend, empty, and how to be rid of them.</summary>
public sealed record StoresUnderTest(
    IRegistryStore Registry,
    IRegisterStore Register,
    IAuditStore Audit,
    IRegisterChain Chain,
    ICatalogStore Catalogs,
    IInstanceRoll Roll,
    ICallerStore Callers,
    Func<ValueTask> Close)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Close();
}
