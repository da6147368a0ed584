using System.Collections.Immutable;
using System.Security.Cryptography;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>
/// The work of one append, inside its transaction. A draft is judged whole before anything of it is written, so a refused one
/// leaves nothing to take back; the write lock is held, so what was judged is still true when it is written.
/// </summary>
internal sealed class SqliteAppend
{
    private readonly SqliteSession _session;
    private readonly Func<Dossier, FactDraft, RecordRefusal?> _admit;
    private readonly Dictionary<SubjectKey, List<RecordedFact>> _facts = [];
    private readonly DateTimeOffset _recordedAt;
    private long _revision;

    public SqliteAppend(SqliteSession session, DateTimeOffset now, Func<Dossier, FactDraft, RecordRefusal?> admit)
    {
        _session = session;
        _admit = admit;
        (_revision, _recordedAt) = FactRow.ReadHead(session, now);
    }

    public AppendOutcome Append(FactDraft draft)
    {
        if (FindEarlier(draft) is { } earlier)
            return earlier;

        var facts = FactsOf(draft.Subject);
        var names = NamedThing.OpenedBy(draft.Fact);
        var aliases = AliasesGiven(draft);
        if ((_admit(Dossier.Fold(draft.Subject, _revision, facts), draft) ?? FindOwner(draft, names) ?? FindAlias(draft, aliases)) is { } refusal)
            return new AppendOutcome.Refused(refusal);

        var recorded = new RecordedFact(
            _revision + 1, draft.Subject, draft.OccurredAt.ToUniversalTime(), _recordedAt, draft.RecordedBy, draft.DocumentNumber, draft.Fact);
        Write(draft, recorded, names, aliases);
        facts.Add(recorded);
        _revision = recorded.Revision;
        return new AppendOutcome.Recorded(recorded.Revision, _recordedAt, Repeated: false);
    }

    private AppendOutcome? FindEarlier(FactDraft draft)
    {
        var found = _session.Query(
            "find_request",
            static row => (Revision: row.GetInt64(0), RecordedAt: FactRow.Instant(row.GetInt64(1)), Digest: row.GetBytes(2).ToArray()),
            ("@request_id", draft.RequestId));
        if (found is not [var earlier])
            return null;
        return CryptographicOperations.FixedTimeEquals(earlier.Digest, draft.RequestDigest)
            ? new AppendOutcome.Recorded(earlier.Revision, earlier.RecordedAt, Repeated: true)
            : new AppendOutcome.RequestIdReused();
    }

    private List<RecordedFact> FactsOf(SubjectKey subject)
    {
        // A source is heard from for ever, and of that nothing is folded into a dossier.
        if (subject.IsSource)
            return [];
        if (!_facts.TryGetValue(subject, out var facts))
            _facts[subject] = facts = _session.Query("read_facts", FactRow.Read, ("@subject_key", subject.Value));
        return facts;
    }

    private RecordRefusal.Taken? FindOwner(FactDraft draft, NamedThing? thing)
    {
        if (thing is not { } name || (string?)_session.Find("find_owner", ("@kind", name.Kind), ("@id", name.Id)) is not { } owner)
            return null;
        return name.OpensOnce || owner != draft.Subject.Value ? new RecordRefusal.Taken(name.Kind, name.Id) : null;
    }

    private RecordRefusal.Taken? FindAlias(FactDraft draft, ImmutableArray<SubjectCode> aliases)
    {
        foreach (var alias in aliases)
        {
            var owner = (string?)_session.Find("find_alias", ("@alias_key", SubjectKey.OfOrganisation(alias).Value));
            if (owner is not null && owner != draft.Subject.Value)
                return new RecordRefusal.Taken("alias", alias.Value);
        }

        return null;
    }

    private static ImmutableArray<SubjectCode> AliasesGiven(FactDraft draft) =>
        draft.Fact is SubjectRegistered registered ? registered.Aliases : [];

    private void Write(FactDraft draft, RecordedFact recorded, NamedThing? thing, ImmutableArray<SubjectCode> aliases)
    {
        foreach (var identity in draft.Identities)
        {
            if (identity.Key == draft.Subject && !identity.Key.IsPerson)
                continue;
            _session.Execute(
                "add_subject",
                ("@subject_key", identity.Key.Value),
                ("@code_type", CodeTypeNames.Of(identity.Type)),
                ("@code", identity.Code),
                ("@sealed", identity.Sealed));
        }

        if (thing is { } name)
            _session.Execute("claim_name", ("@kind", name.Kind), ("@id", name.Id), ("@subject_key", draft.Subject.Value));
        foreach (var alias in aliases)
            AddAlias(alias, recorded);
        // Last, and only where nobody gave it to another subject.
        if (draft.Fact is SubjectRegistered && draft.Subject.Uscc is { } uscc)
            AddAlias(UnifiedSocialCreditCode.OrganisationPart(uscc), recorded);

        FactRow.Append(_session, recorded, draft.RequestId, draft.RequestDigest);
    }

    private void AddAlias(SubjectCode alias, RecordedFact recorded) => _session.Execute(
        "add_alias",
        ("@alias_key", SubjectKey.OfOrganisation(alias).Value),
        ("@subject_key", recorded.Subject.Value),
        ("@revision", recorded.Revision));
}
