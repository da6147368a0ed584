using Verify.Catalogs;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Simulation;

/// <summary>The store as a process sees it.</summary>
internal sealed class StoreLink(StoreServer server, Process process, Sabotage sabotage) : IRegistryStore, IInstanceRoll, ICatalogStore
{
    private Registry Registry => server.Registry;

    public Task<DossierSnapshot> ReadAsync(IReadOnlyList<SubjectKey> keys, Knowledge knowledge, CancellationToken cancellation) =>
        AskAsync(
            () =>
            {
                var revision = Math.Min(knowledge.Revision ?? long.MaxValue, Registry.Head);
                return new DossierSnapshot(revision, [.. keys.Select(key => Dossier.Fold(key, revision, Registry.Read(key, revision)))]);
            },
            cancellation);

    public Task<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, long revision, DateTimeOffset by, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<DateTimeOffset?>>(() => [.. sources.Select(source => Registry.LastSync(source, revision, by))], cancellation);

    public Task<IReadOnlyList<RecordedChange>> ReadChangesAfterAsync(long revision, int count, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<RecordedChange>>(() => Registry.ReadChangesAfter(revision, count), cancellation);

    public Task<long> ReadRevisionAsync(CancellationToken cancellation) => AskAsync(() => Registry.Head, cancellation);

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<FactDraft> drafts, Func<Dossier, FactDraft, RecordRefusal?> admit, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<AppendOutcome>>(() => [.. drafts.Select(Registry.Append)], cancellation);

    public Task EnrolAsync(Guid id, CancellationToken cancellation) => AskAsync(() => Enrol(id), cancellation);

    public Task<bool> RenewAsync(Guid id, long confirmed, CancellationToken cancellation) =>
        AskAsync(
            () =>
            {
                var at = Find(id);
                if (at >= 0)
                    Registry.Roll[at] = new EnrolledInstance(id, Registry.Roll[at].Beat + 1, Math.Max(confirmed, Registry.Roll[at].Confirmed));
                return at >= 0 || sabotage == Sabotage.ForgetfulRoll;
            },
            cancellation);

    public Task LeaveAsync(Guid id, CancellationToken cancellation) => AskAsync(() => Strike(id, null), cancellation);

    public Task StrikeAsync(Guid id, long beat, CancellationToken cancellation) => AskAsync(() => Strike(id, beat), cancellation);

    public Task<IReadOnlyList<StoredCatalog>> ReadAllAsync(CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<StoredCatalog>>(static () => [], cancellation);

    Task<IReadOnlyList<EnrolledInstance>> IInstanceRoll.ReadAsync(CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<EnrolledInstance>>(() => [.. Registry.Roll], cancellation);

    private bool Enrol(Guid id)
    {
        if (Find(id) < 0 && sabotage != Sabotage.ForgetfulRoll)
        {
            Registry.Roll.Add(new EnrolledInstance(id, 0, 0));
            process.World.Note(What.Enrolled, process.Machine.Number);
        }

        return true;
    }

    private bool Strike(Guid id, long? beat)
    {
        var at = Find(id);
        if (at >= 0 && (beat is null || Registry.Roll[at].Beat == beat))
        {
            Registry.Roll.RemoveAt(at);
            process.World.Note(What.StruckOff, process.Machine.Number, at);
        }

        return true;
    }

    private int Find(Guid id) => Registry.Roll.FindIndex(instance => instance.Id == id);

    private Task<T> AskAsync<T>(Func<T> effect, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>();
        if (cancellation.CanBeCanceled)
            cancellation.UnsafeRegister(static answer => ((TaskCompletionSource<T>)answer!).TrySetCanceled(), answer);
        server.Carry(process, effect, (result, reached) => process.Machine.Timeline.Post(process, _ => Tell(answer, result, reached), null));
        return answer.Task;
    }

    private static void Tell<T>(TaskCompletionSource<T> answer, T? result, bool reached)
    {
        if (reached)
            answer.TrySetResult(result!);
        else
            answer.TrySetException(new StoreUnavailableException("The simulated store cannot be reached."));
    }

    Task<IReadOnlyList<RecordedFact>> IRegistryStore.ReadFactsAsync(SubjectKey key, Knowledge knowledge, CancellationToken cancellation) => throw Unused();

    Task<IReadOnlyList<RecordedFact>> IRegistryStore.ReadFactsAfterAsync(long revision, int count, CancellationToken cancellation) => throw Unused();

    Task<IReadOnlyList<RecordedFact>> IRegistryStore.ReadRetractionsAsync(CancellationToken cancellation) => throw Unused();

    Task<SubjectKey?> IRegistryStore.FindEntryAsync(string entryId, CancellationToken cancellation) => throw Unused();

    Task<SubjectKey?> IRegistryStore.ResolveAliasAsync(SubjectKey alias, Knowledge knowledge, CancellationToken cancellation) => throw Unused();

    Task<Guid> IRegistryStore.ReadIdAsync(CancellationToken cancellation) => throw Unused();

    Task IRegistryStore.RenewIdAsync(CancellationToken cancellation) => throw Unused();

    Task<IReadOnlyList<OpenObligation>> IRegistryStore.ReadObligationsAsync(ObligationQuery query, CancellationToken cancellation) => throw Unused();

    Task<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> IRegistryStore.ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation) => throw Unused();

    Task<StoredCatalog> ICatalogStore.AppendAsync(StoredCatalog catalog, CancellationToken cancellation) => throw Unused();

    private static NotSupportedException Unused() => new("The simulation does not go there.");
}
