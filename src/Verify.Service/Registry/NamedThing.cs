using Verify.Domain;

namespace Verify.Registry;

/// <summary>What a fact opens under an identifier that is unique in the registry.</summary>
/// <param name="Kind">entry, penalty, act or commitment, as in <see cref="RecordRefusal.Taken"/>.</param>
/// <param name="Id">The identifier.</param>
/// <param name="OpensOnce">
/// Whether even the same subject may open it only once. An entry is opened by a proposal and again by the listing; the state
/// machine judges that.
/// </param>
public readonly record struct NamedThing(string Kind, string Id, bool OpensOnce)
{
    /// <summary><see cref="Kind"/> of an entry.</summary>
    public const string Entry = "entry";

    /// <summary>What a fact opens, if anything.</summary>
    public static NamedThing? OpenedBy(Fact fact) => fact switch
    {
        EntryProposed or EntryListed => new(Entry, ((EntryFact)fact).EntryId, OpensOnce: false),
        PenaltyRecorded penalty => new("penalty", penalty.PenaltyId, OpensOnce: true),
        ActDecided act => new("act", act.ActId, OpensOnce: true),
        CommitmentMade commitment => new("commitment", commitment.CommitmentId, OpensOnce: true),
        _ => null,
    };
}
