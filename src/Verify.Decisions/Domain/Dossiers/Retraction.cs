namespace Verify.Domain;

/// <summary>
/// Facts that say that an entry, or what it said, was wrong from the start or wrong for this place. Whoever was told otherwise before
/// is owed a notice (JS-73, FJ-35). An entry that was repaired, ran out or was taken off was right while it stood.
/// </summary>
public static class Retraction
{
    /// <summary>The entry that a fact takes back; null for any other fact.</summary>
    public static string? EntryOf(Fact fact) => fact switch
    {
        ObjectionDecided { Outcome: ObjectionOutcome.UpheldRevoked or ObjectionOutcome.UpheldCorrected } decided => decided.EntryId,
        EntryAdvanced { To: EntryState.Revoked } advanced => advanced.EntryId,
        LocalVerificationDecided { Confirmed: false } verified => verified.EntryId,
        _ => null,
    };
}
