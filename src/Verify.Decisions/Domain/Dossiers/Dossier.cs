using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>
/// All facts about one subject that a decision could read, with their dates, as the registry knew them at a revision. Independent
/// of matter, caller and time: time is applied at the read (promise 5). "Nothing known" is a dossier too.
/// </summary>
public sealed class Dossier
{
    private Dossier(SubjectKey subject, long revision, ImmutableArray<RecordedFact> facts)
    {
        Subject = subject;
        Revision = revision;
        Facts = facts;
    }

    /// <summary>Whose.</summary>
    public SubjectKey Subject { get; }

    /// <summary>Registry revision of the snapshot.</summary>
    public long Revision { get; }

    /// <summary>All of it, by <see cref="RecordedFact.OccurredAt"/>, then revision; what follows are views of this.</summary>
    public ImmutableArray<RecordedFact> Facts { get; }

    /// <summary>Revision of the last change that the dossier holds; 0 where nothing is known.</summary>
    public long LastChange
    {
        get
        {
            var last = 0L;
            foreach (var fact in Facts)
                last = Math.Max(last, fact.Revision);
            return last;
        }
    }

    /// <summary>
    /// Whether nothing in it could count against the subject, whatever the matter, the catalogue and the day: no entry, penalty,
    /// commitment or grade. So wide, a red entry and a fulfilled commitment among it, because it is asked where freshness cannot be
    /// proven: an answer that could be adverse must not rest on an old dossier (promise 3), and no rule is there yet to ask. Related
    /// persons have dossiers of their own.
    /// </summary>
    public bool IsClean => Entries.IsEmpty && Penalties.IsEmpty && Commitments.IsEmpty && Grades.IsEmpty;

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
    public static Dossier Empty(SubjectKey subject, long revision) => new(subject, revision, []);

    /// <summary>
    /// Folds facts into a dossier. The order in which they come does not matter: they are sorted by the instant at which they took
    /// effect, then by revision, so that of two facts of one instant the later recorded one wins.
    /// </summary>
    public static Dossier Fold(SubjectKey subject, long revision, IEnumerable<RecordedFact> facts) =>
        Fold(subject, revision, [.. facts]);

    /// <summary>The same of facts that nobody changes any more; copies nothing where they are in order, as stores and caches give them.</summary>
    public static Dossier Fold(SubjectKey subject, long revision, ImmutableArray<RecordedFact> facts)
    {
        if (facts.IsEmpty)
            return Empty(subject, revision);

        var ordered = IsOrdered(facts)
            ? facts
            : [.. facts.OrderBy(static fact => fact.OccurredAt).ThenBy(static fact => fact.Revision)];
        var parts = new DossierParts(ordered);
        return new Dossier(subject, revision, ordered)
        {
            Registrations = parts.Of(DossierPart.Registration),
            Relations = parts.Of(DossierPart.Relation),
            Grades = parts.Of(DossierPart.Grade),
            Entries = parts.Group(DossierPart.Entry, static (id, history) => new EntryHistory(id, history)),
            Penalties = parts.Group(DossierPart.Penalty, static (id, history) => new PenaltyHistory(id, history)),
            Acts = parts.Group(DossierPart.Act, static (id, history) => new ActHistory(id, history)),
            Commitments = parts.Group(DossierPart.Commitment, static (id, history) => new CommitmentHistory(id, history)),
        };
    }

    private static bool IsOrdered(ImmutableArray<RecordedFact> facts)
    {
        for (var i = 1; i < facts.Length; i++)
        {
            var order = facts[i - 1].OccurredAt.CompareTo(facts[i].OccurredAt);
            if (order > 0 || (order == 0 && facts[i - 1].Revision > facts[i].Revision))
                return false;
        }

        return true;
    }
}
