using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>
/// All facts about one subject that a decision could read, with their dates, as the registry knew them at a revision. Independent
/// of matter, caller and time: time is applied at the read (promise 5). "Nothing known" is a dossier too.
/// </summary>
public sealed class Dossier
{
    private Dossier(SubjectKey subject, long revision)
    {
        Subject = subject;
        Revision = revision;
    }

    /// <summary>Whose.</summary>
    public SubjectKey Subject { get; }

    /// <summary>Registry revision of the snapshot.</summary>
    public long Revision { get; }

    /// <summary>Base registry facts, by the instant at which they took effect.</summary>
    public ImmutableArray<RecordedFact> Registrations { get; private init; } = [];

    /// <summary>Entries, by the instant at which their first fact took effect.</summary>
    public ImmutableArray<EntryHistory> Entries { get; private init; } = [];

    /// <summary>Penalties.</summary>
    public ImmutableArray<PenaltyHistory> Penalties { get; private init; } = [];

    /// <summary>Commitments.</summary>
    public ImmutableArray<CommitmentHistory> Commitments { get; private init; } = [];

    /// <summary>Administrative acts, and the publication of penalties.</summary>
    public ImmutableArray<ActHistory> Acts { get; private init; } = [];

    /// <summary>Relations to persons.</summary>
    public ImmutableArray<RecordedFact> Relations { get; private init; } = [];

    /// <summary>Grades.</summary>
    public ImmutableArray<RecordedFact> Grades { get; private init; } = [];

    /// <summary>
    /// Relations as they stood at an instant. Of those with one person, role and first day the last counts, which is how a relation is
    /// ended: by the same once more, with a last day.
    /// </summary>
    public IEnumerable<RelationRecorded> RelationsAt(DateTimeOffset asOf) => Relations
        .TakeWhile(fact => fact.OccurredAt <= asOf)
        .Select(static fact => (RelationRecorded)fact.Fact)
        .GroupBy(static relation => (relation.Related, relation.Role, relation.From))
        .Select(static same => same.Last());

    /// <summary>The dossier of a subject about whom nothing is known.</summary>
    public static Dossier Empty(SubjectKey subject, long revision) => new(subject, revision);

    /// <summary>
    /// Folds facts into a dossier. The order in which they come does not matter: they are sorted by the instant at which they took
    /// effect, then by revision, so that of two facts of one instant the later recorded one wins.
    /// </summary>
    public static Dossier Fold(SubjectKey subject, long revision, IEnumerable<RecordedFact> facts)
    {
        var ordered = facts.OrderBy(static fact => fact.OccurredAt).ThenBy(static fact => fact.Revision).ToArray();
        return ordered.Length == 0
            ? Empty(subject, revision)
            : new Dossier(subject, revision)
            {
                Registrations = Of<SubjectRegistered>(),
                Relations = Of<RelationRecorded>(),
                Grades = Of<GradeRecorded>(),
                Entries = Group(EntryOf, static (id, history) => new EntryHistory(id, history)),
                Penalties = Group(PenaltyOf, static (id, history) => new PenaltyHistory(id, history)),
                Acts = Group(ActOf, static (id, history) => new ActHistory(id, history)),
                Commitments = Group(CommitmentOf, static (id, history) => new CommitmentHistory(id, history)),
            };

        ImmutableArray<RecordedFact> Of<TFact>() => [.. ordered.Where(static fact => fact.Fact is TFact)];

        ImmutableArray<THistory> Group<THistory>(Func<Fact, string?> idOf, Func<string, ImmutableArray<RecordedFact>, THistory> create) =>
        [
            .. ordered
                .Where(fact => idOf(fact.Fact) is not null)
                .GroupBy(fact => idOf(fact.Fact)!, StringComparer.Ordinal)
                .Select(group => create(group.Key, [.. group])),
        ];
    }

    private static string? EntryOf(Fact fact) => (fact as EntryFact)?.EntryId;

    private static string? CommitmentOf(Fact fact) => (fact as CommitmentFact)?.CommitmentId;

    private static string? ActOf(Fact fact) => fact switch
    {
        ActDecided decided => decided.ActId,
        ActPublished published => published.ActId,
        _ => null,
    };

    private static string? PenaltyOf(Fact fact) => fact switch
    {
        PenaltyRecorded penalty => penalty.PenaltyId,
        PenaltyRepairFiled filed => filed.PenaltyId,
        PenaltyRepairDecided decided => decided.PenaltyId,
        _ => null,
    };
}
