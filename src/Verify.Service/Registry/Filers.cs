using Verify.Domain;

namespace Verify.Registry;

/// <summary>Who has proposed or filed what stands to be decided about an entry: of four eyes, the first two.</summary>
/// <param name="Listing">Who proposed the listing, or recorded it where nobody proposed.</param>
/// <param name="Objection">Who filed the open objection, or accepted it where nobody filed.</param>
/// <param name="Repair">Who filed the open application for repair.</param>
internal readonly record struct Filers(Recorder? Listing, Recorder? Objection, Recorder? Repair)
{
    /// <summary>Who they are after everything on record.</summary>
    public static Filers Of(EntryHistory history)
    {
        var filers = default(Filers);
        foreach (var (fact, by) in history.Facts.Select(static recorded => (recorded.Fact, recorded.RecordedBy)))
        {
            filers = fact switch
            {
                EntryProposed or EntryListed => filers with { Listing = filers.Listing ?? by },
                ObjectionFiled or ObjectionAccepted or EntryAdvanced { To: EntryState.UnderObjection } =>
                    filers with { Objection = filers.Objection ?? by },
                ObjectionDecided => filers with { Objection = null },
                RepairDecided => filers with { Repair = null },
                RepairFiled or EntryAdvanced { To: EntryState.RepairPending } => filers with { Repair = by },
                EntryAdvanced { To: EntryState.Listed or EntryState.Revoked } => filers with { Objection = null },
                _ => filers,
            };
        }

        return filers;
    }

    /// <summary>Who may not record a fact, because it decides what they brought forward; null where it decides nothing.</summary>
    /// <param name="state">State of the entry before the fact.</param>
    /// <param name="fact">The fact.</param>
    public Recorder? Of(EntryState state, EntryFact fact) => (state, fact) switch
    {
        (EntryState.Proposed or EntryState.PreNotified, EntryListed) => Listing,
        (_, ObjectionDecided) or (EntryState.UnderObjection, EntryAdvanced) => Objection,
        (_, RepairDecided) or (EntryState.RepairPending, EntryAdvanced) => Repair,
        (_, EntryAdvanced { To: EntryState.Removed or EntryState.Withdrawn }) => Listing,
        _ => null,
    };
}
