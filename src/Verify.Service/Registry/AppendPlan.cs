using System.Collections.Immutable;
using System.Security.Cryptography;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>
/// Judges the drafts of one append in their order, each as if those before it were recorded already, and gathers what is to be
/// written. It writes nothing itself, so that a store may write it all at once, and a refused draft leaves nothing to take back.
/// </summary>
public sealed class AppendPlan
{
    private readonly IAppendView _view;
    private readonly Func<Dossier, FactDraft, RecordRefusal?> _admit;
    private readonly Dictionary<string, EarlierRequest> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<SubjectKey, List<RecordedFact>> _dossiers = [];
    private readonly List<PlannedFact> _facts = [];
    private readonly Dictionary<(string Kind, string Id), SubjectKey> _things = [];
    private readonly Dictionary<SubjectKey, PlannedAlias> _aliases = [];
    private readonly Dictionary<SubjectKey, SubjectIdentity> _identities = [];
    private readonly Dictionary<(ObligationKind Kind, string Id, SubjectKey Subject), ObligationChange> _obligations = [];

    /// <summary>Starts a plan.</summary>
    /// <param name="head">Where the registry ends.</param>
    /// <param name="now">The clock.</param>
    /// <param name="view">What is on record.</param>
    /// <param name="admit">The judge.</param>
    public AppendPlan(RegistryHead head, DateTimeOffset now, IAppendView view, Func<Dossier, FactDraft, RecordRefusal?> admit)
    {
        Revision = head.Revision;
        RecordedAt = head.RecordingAt(now);
        _view = view;
        _admit = admit;
    }

    /// <summary>The last revision, once the plan is written.</summary>
    public long Revision { get; private set; }

    /// <summary>When the facts of this plan are recorded.</summary>
    public DateTimeOffset RecordedAt { get; }

    /// <summary>The facts to write, by revision.</summary>
    public IReadOnlyList<PlannedFact> Facts => _facts;

    /// <summary>Which of the facts take an entry back (<see cref="Retraction"/>).</summary>
    public IEnumerable<(string EntryId, long Revision)> Retractions =>
        _facts.Select(static fact => (EntryId: Retraction.EntryOf(fact.Recorded.Fact), fact.Recorded.Revision))
            .Where(static taken => taken.EntryId is not null)
            .Select(static taken => (taken.EntryId!, taken.Revision));

    /// <summary>Identifiers that are claimed now.</summary>
    public IReadOnlyDictionary<(string Kind, string Id), SubjectKey> Things => _things;

    /// <summary>Old codes that lead somewhere from now on.</summary>
    public IReadOnlyDictionary<SubjectKey, PlannedAlias> Aliases => _aliases;

    /// <summary>The codes of everybody whom the facts name, some of which may be on record; what was first stays.</summary>
    public IReadOnlyDictionary<SubjectKey, SubjectIdentity> Identities => _identities;

    /// <summary>What the facts together do to the list of what is open; what one opens and another settles is not among it.</summary>
    public IReadOnlyDictionary<(ObligationKind Kind, string Id, SubjectKey Subject), ObligationChange> Obligations => _obligations;

    /// <summary>The codes that a draft makes lead to its subject: those given, then the one inside a registered USCC.</summary>
    public static IEnumerable<SubjectKey> AliasesOf(FactDraft draft) =>
        GivenAliases(draft).Select(SubjectKey.OfOrganisation)
            .Concat(InnerAlias(draft) is { } inner ? [inner] : []);

    /// <summary>Judges one draft.</summary>
    public AppendOutcome Judge(FactDraft draft)
    {
        if (FindEarlier(draft) is { } earlier)
            return earlier;

        var facts = FactsOf(draft.Subject);
        var thing = NamedThing.OpenedBy(draft.Fact);
        if ((_admit(Dossier.Fold(draft.Subject, Revision, facts), draft) ?? FindOwner(draft, thing) ?? FindAlias(draft)) is { } refusal)
            return new AppendOutcome.Refused(refusal);

        var recorded = new RecordedFact(
            Revision + 1, draft.Subject, draft.OccurredAt.ToUniversalTime(), RecordedAt, draft.RecordedBy, draft.DocumentNumber, draft.Fact);
        Take(draft, recorded, thing);
        facts.Add(recorded);
        Revision = recorded.Revision;
        return new AppendOutcome.Recorded(Revision, RecordedAt, Repeated: false);
    }

    private AppendOutcome? FindEarlier(FactDraft draft)
    {
        if (!_requests.TryGetValue(draft.RequestId, out var earlier))
        {
            if (_view.FindRequest(draft.RequestId) is not { } found)
                return null;
            earlier = found;
        }

        return CryptographicOperations.FixedTimeEquals(earlier.Digest, draft.RequestDigest)
            ? new AppendOutcome.Recorded(earlier.Revision, earlier.RecordedAt, Repeated: true)
            : new AppendOutcome.RequestIdReused();
    }

    // A source is heard from for ever, and of that nothing is folded into a dossier.
    private List<RecordedFact> FactsOf(SubjectKey subject)
    {
        if (!_dossiers.TryGetValue(subject, out var facts))
            _dossiers[subject] = facts = subject.IsSource ? [] : [.. _view.FactsOf(subject)];
        return facts;
    }

    private RecordRefusal.Taken? FindOwner(FactDraft draft, NamedThing? thing)
    {
        if (thing is not { } name || OwnerOf(name) is not { } owner)
            return null;
        return name.OpensOnce || owner != draft.Subject ? new RecordRefusal.Taken(name.Kind, name.Id) : null;
    }

    private RecordRefusal.Taken? FindAlias(FactDraft draft)
    {
        foreach (var alias in GivenAliases(draft))
        {
            if (OwnerOf(SubjectKey.OfOrganisation(alias)) is { } owner && owner != draft.Subject)
                return new RecordRefusal.Taken("alias", alias.Value);
        }

        return null;
    }

    private SubjectKey? OwnerOf(NamedThing thing) =>
        _things.TryGetValue((thing.Kind, thing.Id), out var owner) ? owner : _view.OwnerOf(thing);

    private SubjectKey? OwnerOf(SubjectKey alias) => _aliases.TryGetValue(alias, out var given) ? given.Owner : _view.OwnerOf(alias);

    private void Take(FactDraft draft, RecordedFact recorded, NamedThing? thing)
    {
        _facts.Add(new PlannedFact(draft, recorded));
        _requests.Add(draft.RequestId, new EarlierRequest(recorded.Revision, RecordedAt, draft.RequestDigest));
        foreach (var identity in draft.Identities)
            _identities.TryAdd(identity.Key, identity);
        if (draft.Obligation is { } change)
            Take(change, draft.Subject);
        if (thing is { } name && OwnerOf(name) is null)
            _things.Add((name.Kind, name.Id), draft.Subject);
        foreach (var alias in AliasesOf(draft))
        {
            // Given by nobody to another subject, or already this one's; the inner code yields to whoever has it.
            if (OwnerOf(alias) is null)
                _aliases.Add(alias, new PlannedAlias(draft.Subject, recorded.Revision));
        }
    }

    private void Take(ObligationChange change, SubjectKey subject)
    {
        var key = (change.Kind, change.Id, subject);
        if (change.After(_obligations.GetValueOrDefault(key)) is { } together)
            _obligations[key] = together;
        else
            _obligations.Remove(key);
    }

    private static ImmutableArray<SubjectCode> GivenAliases(FactDraft draft) =>
        draft.Fact is SubjectRegistered registered ? registered.Aliases : [];

    private static SubjectKey? InnerAlias(FactDraft draft) =>
        draft.Fact is SubjectRegistered && draft.Subject.Uscc is { } uscc
            ? SubjectKey.OfOrganisation(UnifiedSocialCreditCode.OrganisationPart(uscc))
            : null;
}

/// <summary>A fact to write.</summary>
/// <param name="Draft">The request.</param>
/// <param name="Recorded">The fact, with its revision.</param>
public readonly record struct PlannedFact(FactDraft Draft, RecordedFact Recorded);

/// <summary>An old code to write.</summary>
/// <param name="Owner">The subject that it leads to.</param>
/// <param name="Revision">From which revision on.</param>
public readonly record struct PlannedAlias(SubjectKey Owner, long Revision);
