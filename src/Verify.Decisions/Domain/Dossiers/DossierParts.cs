using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Verify.Domain;

/// <summary>To which part of a dossier a fact belongs.</summary>
internal enum DossierPart : byte
{
    /// <summary>To none: no rule reads it.</summary>
    None,
    Registration,
    Relation,
    Grade,
    Entry,
    Penalty,
    Act,
    Commitment,
}

/// <summary>
/// Sorts the facts of one dossier, already in order, into its parts. Every dossier that is asked for passes here, most of them with
/// one fact, so that nothing is allocated for what is not there.
/// </summary>
internal ref struct DossierParts
{
    private readonly ImmutableArray<RecordedFact> _facts;
    private Counts _counts;

    public DossierParts(ImmutableArray<RecordedFact> facts)
    {
        _facts = facts;
        foreach (var recorded in facts)
            _counts[(int)PlaceOf(recorded.Fact).Part]++;
    }

    /// <summary>The facts of a part, in order.</summary>
    public readonly ImmutableArray<RecordedFact> Of(DossierPart part)
    {
        var count = _counts[(int)part];
        if (count == 0)
            return [];
        if (count == _facts.Length)
            return _facts;

        var found = new RecordedFact[count];
        var next = 0;
        foreach (var recorded in _facts)
        {
            if (PlaceOf(recorded.Fact).Part == part)
                found[next++] = recorded;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(found);
    }

    /// <summary>The facts of a part by what they are about, in the order of the first of each.</summary>
    public readonly ImmutableArray<THistory> Group<THistory>(
        DossierPart part, Func<string, ImmutableArray<RecordedFact>, THistory> create)
    {
        var facts = Of(part);
        if (facts.IsEmpty)
            return [];

        if (AreOfOne(facts))
            return [create(PlaceOf(facts[0].Fact).Id!, facts)];

        return GroupMany(facts, create);
    }

    // Apart from the method above, which would else make a closure for parts that are not there.
    private static ImmutableArray<THistory> GroupMany<THistory>(
        ImmutableArray<RecordedFact> facts, Func<string, ImmutableArray<RecordedFact>, THistory> create)
    {
        var groups = new OrderedDictionary<string, ImmutableArray<RecordedFact>.Builder>(StringComparer.Ordinal);
        foreach (var recorded in facts)
        {
            var id = PlaceOf(recorded.Fact).Id!;
            if (!groups.TryGetValue(id, out var group))
                groups.Add(id, group = ImmutableArray.CreateBuilder<RecordedFact>());
            group.Add(recorded);
        }

        return [.. groups.Select(group => create(group.Key, group.Value.DrainToImmutable()))];
    }

    private static bool AreOfOne(ImmutableArray<RecordedFact> facts)
    {
        for (var i = 1; i < facts.Length; i++)
        {
            if (PlaceOf(facts[i].Fact).Id != PlaceOf(facts[0].Fact).Id)
                return false;
        }

        return true;
    }

    private static (DossierPart Part, string? Id) PlaceOf(Fact fact) => fact switch
    {
        SubjectRegistered => (DossierPart.Registration, null),
        EntryFact entry => (DossierPart.Entry, entry.EntryId),
        RelationRecorded => (DossierPart.Relation, null),
        PenaltyRecorded penalty => (DossierPart.Penalty, penalty.PenaltyId),
        PenaltyRepairFiled filed => (DossierPart.Penalty, filed.PenaltyId),
        PenaltyRepairDecided decided => (DossierPart.Penalty, decided.PenaltyId),
        ActDecided decided => (DossierPart.Act, decided.ActId),
        ActPublished published => (DossierPart.Act, published.ActId),
        CommitmentFact commitment => (DossierPart.Commitment, commitment.CommitmentId),
        GradeRecorded => (DossierPart.Grade, null),
        _ => (DossierPart.None, null),
    };

    [InlineArray((int)DossierPart.Commitment + 1)]
    private struct Counts
    {
        private int _first;
    }
}
