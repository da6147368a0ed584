using System.Collections.Frozen;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Dossiers;

/// <summary>
/// Which facts could take something away from a subject's burden, so that they are acknowledged only when nobody answers from before
/// them. Told by what cannot: a fact that is not named here waits once too often rather than once too seldom.
/// </summary>
public static class Favour
{
    private static readonly FrozenSet<string> Burdens =
    [
        FactCodec.NameOf<EntryProposed>(),
        FactCodec.NameOf<EntryPreNotified>(),
        FactCodec.NameOf<EntryListed>(),
        FactCodec.NameOf<PenaltyRecorded>(),
        FactCodec.NameOf<CommitmentMade>(),
        FactCodec.NameOf<CommitmentBreached>(),
        FactCodec.NameOf<SourceSynced>(),
    ];

    /// <summary>Whether a fact could be in its subject's favour.</summary>
    public static bool IsPossible(Fact fact) => IsPossible(FactCodec.NameOf(fact));

    /// <summary>The same of the stored name of its type.</summary>
    public static bool IsPossible(string type) => !Burdens.Contains(type);
}
