using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The work of one append, inside its transaction, which holds the write lock: what was judged is still true when it is written.</summary>
internal sealed class SqliteAppend(SqliteSession session) : IAppendView
{
    public IReadOnlyList<AppendOutcome> Run(
        IReadOnlyList<FactDraft> drafts, DateTimeOffset now, Func<Dossier, FactDraft, RecordRefusal?> admit)
    {
        var plan = new AppendPlan(FactRow.ReadHead(session), now, this, admit);
        AppendOutcome[] outcomes = [.. drafts.Select(plan.Judge)];
        Write(plan);
        return outcomes;
    }

    public EarlierRequest? FindRequest(string requestId)
    {
        var found = session.Query(
            "find_request",
            static row => new EarlierRequest(row.GetInt64(0), FactRow.Instant(row.GetInt64(1)), row.GetBytes(2).ToArray()),
            ("@request_id", requestId));
        return found is [var earlier] ? earlier : null;
    }

    public IEnumerable<RecordedFact> FactsOf(SubjectKey subject) =>
        session.Query("read_facts", FactRow.Read, ("@subject_key", subject.Value));

    public SubjectKey? OwnerOf(NamedThing thing) => Key(session.Find("find_owner", ("@kind", thing.Kind), ("@id", thing.Id)));

    public SubjectKey? OwnerOf(SubjectKey alias) => Key(session.Find("find_alias", ("@alias_key", alias.Value)));

    private static SubjectKey? Key(object? found) => found is string key ? new SubjectKey(key) : null;

    private void Write(AppendPlan plan)
    {
        var subjects = plan.Facts.Select(static fact => fact.Recorded.Subject).ToHashSet();
        foreach (var identity in plan.Identities.Values)
        {
            // An organisation's code is its key, and the facts about it tell that it is known.
            if (!identity.Key.IsPerson && subjects.Contains(identity.Key))
                continue;
            session.Execute(
                "add_subject",
                ("@subject_key", identity.Key.Value),
                ("@code_type", CodeTypeNames.Of(identity.Type)),
                ("@code", identity.Code),
                ("@sealed", identity.Sealed));
        }

        foreach (var ((kind, id), owner) in plan.Things)
            session.Execute("claim_name", ("@kind", kind), ("@id", id), ("@subject_key", owner.Value));
        foreach (var (alias, (owner, revision)) in plan.Aliases)
            session.Execute("add_alias", ("@alias_key", alias.Value), ("@subject_key", owner.Value), ("@revision", revision));
        foreach (var (draft, recorded) in plan.Facts)
            FactRow.Append(session, recorded, draft.RequestId, draft.RequestDigest);
        foreach (var (entryId, revision) in plan.Retractions)
            session.Execute("append_retraction", ("@revision", revision), ("@entry_id", entryId));
        foreach (var ((_, _, subject), change) in plan.Obligations)
            SqliteObligations.Write(session, subject, change);
    }
}
