using System.Data;
using System.Text.Json;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>
/// The work of one append, inside its transaction, in a number of round trips that does not grow with the drafts: everything by
/// which they are judged is read at once, under the lock of the head; what is admitted is written table by table.
/// </summary>
internal sealed class SqlServerAppend : IAppendView
{
    private readonly Dictionary<string, EarlierRequest> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Id), SubjectKey> _things = [];
    private readonly Dictionary<SubjectKey, SubjectKey> _aliases = [];
    private ILookup<string, FactRow> _facts = Enumerable.Empty<FactRow>().ToLookup(static row => row.SubjectKey);
    private HashSet<string> _identities = [];

    private SqlServerAppend()
    {
    }

    public static async Task<IReadOnlyList<AppendOutcome>> RunAsync(
        SqlServerSession session,
        IReadOnlyList<FactDraft> drafts,
        DateTimeOffset now,
        Func<Dossier, FactDraft, RecordRefusal?> admit)
    {
        var head = await HeadRow.LockAsync(session);
        var view = new SqlServerAppend();
        await view.ReadAsync(session, drafts);
        var plan = new AppendPlan(head, now, view, admit);
        var outcomes = drafts.Select(plan.Judge).ToArray();
        if (plan.Facts.Count > 0)
            await view.WriteAsync(session, plan);
        return outcomes;
    }

    public EarlierRequest? FindRequest(string requestId) => _requests.TryGetValue(requestId, out var earlier) ? earlier : null;

    public IEnumerable<RecordedFact> FactsOf(SubjectKey subject) => _facts[subject.Value].Select(static row => row.ToFact());

    public SubjectKey? OwnerOf(NamedThing thing) => _things.TryGetValue((thing.Kind, thing.Id), out var owner) ? owner : null;

    public SubjectKey? OwnerOf(SubjectKey alias) => _aliases.TryGetValue(alias, out var owner) ? owner : null;

    private async Task ReadAsync(SqlServerSession session, IReadOnlyList<FactDraft> drafts)
    {
        await using var results = await session.QueryMultipleAsync("read_append", new
        {
            requests = Json(drafts.Select(static draft => draft.RequestId)),
            subjects = Json(drafts.Where(static draft => !draft.Subject.IsSource).Select(static draft => draft.Subject.Value)),
            things = Json(drafts.Select(static draft => NamedThing.OpenedBy(draft.Fact)).OfType<NamedThing>()
                .Select(static thing => new { kind = thing.Kind, id = thing.Id })),
            aliases = Json(drafts.SelectMany(AppendPlan.AliasesOf).Select(static alias => alias.Value)),
            identities = Json(drafts.SelectMany(static draft => draft.Identities).Select(static identity => identity.Key.Value)),
        });
        foreach (var row in await results.ReadAsync<RequestRow>())
            _requests.Add(row.RequestId, new EarlierRequest(row.Revision, FactRow.Instant(row.RecordedAt), row.RequestDigest));
        _facts = (await results.ReadAsync<FactRow>()).ToLookup(static row => row.SubjectKey, StringComparer.Ordinal);
        foreach (var row in await results.ReadAsync<ThingRow>())
            _things.Add((row.Kind, row.Id), new SubjectKey(row.SubjectKey));
        foreach (var row in await results.ReadAsync<AliasRow>())
            _aliases.Add(new SubjectKey(row.AliasKey), new SubjectKey(row.SubjectKey));
        _identities = (await results.ReadAsync<string>()).ToHashSet(StringComparer.Ordinal);
    }

    private async Task WriteAsync(SqlServerSession session, AppendPlan plan)
    {
        await session.AddAsync(SubjectRow.TableOf(plan.Identities.Values.Where(identity => !_identities.Contains(identity.Key.Value))));
        await session.AddAsync(ThingsOf(plan));
        await session.AddAsync(AliasesOf(plan));
        await session.AddAsync(FactRow.TableOf(plan.Facts.Select(static fact => (fact.Recorded, fact.Draft.RequestId, fact.Draft.RequestDigest))));
        await session.AddAsync(RetractionsOf(plan));
        await SqlServerObligations.WriteAsync(session, plan);
        await HeadRow.AdvanceAsync(session, new RegistryHead(plan.Revision, plan.RecordedAt));
    }

    private static DataTable ThingsOf(AppendPlan plan)
    {
        var table = new DataTable("named_thing") { Columns = { { "kind" }, { "id" }, { "subject_key" } } };
        foreach (var ((kind, id), owner) in plan.Things)
            table.Rows.Add(kind, id, owner.Value);
        return table;
    }

    private static DataTable AliasesOf(AppendPlan plan)
    {
        var table = new DataTable("subject_alias") { Columns = { { "alias_key" }, { "subject_key" }, { "revision", typeof(long) } } };
        foreach (var (alias, (owner, revision)) in plan.Aliases)
            table.Rows.Add(alias.Value, owner.Value, revision);
        return table;
    }

    private static DataTable RetractionsOf(AppendPlan plan)
    {
        var table = new DataTable("retraction") { Columns = { { "revision", typeof(long) }, { "entry_id" } } };
        foreach (var (entryId, revision) in plan.Retractions)
            table.Rows.Add(revision, entryId);
        return table;
    }

    // What is asked for twice is read once.
    private static string Json<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values.Distinct());

    private sealed record RequestRow(string RequestId, long Revision, long RecordedAt, byte[] RequestDigest);

    private sealed record ThingRow(string Kind, string Id, string SubjectKey);

    private sealed record AliasRow(string AliasKey, string SubjectKey);
}
