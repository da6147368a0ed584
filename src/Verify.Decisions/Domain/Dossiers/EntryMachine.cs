using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>
/// The state machine of a list entry (rules 3.4). An entry that another authority has already decided arrives as LISTED from
/// nowhere; one that is decided here walks PROPOSED, PRE_NOTIFIED, LISTED and cannot skip the prior notice (QTX-09).
/// A corrected entry lives on under the moves of a listed one.
/// </summary>
public static class EntryMachine
{
    private static readonly ImmutableArray<EntryState> FromNothing = [EntryState.Proposed, EntryState.Listed];
    private static readonly ImmutableArray<EntryState> FromProposed = [EntryState.PreNotified];
    private static readonly ImmutableArray<EntryState> FromPreNotified = [EntryState.Listed, EntryState.Dropped];
    private static readonly ImmutableArray<EntryState> FromListed =
    [
        EntryState.UnderObjection, EntryState.RepairPending, EntryState.Suspended, EntryState.Expired, EntryState.Removed,
    ];
    private static readonly ImmutableArray<EntryState> FromUnderObjection = [EntryState.Listed, EntryState.Corrected, EntryState.Revoked];
    private static readonly ImmutableArray<EntryState> FromPendingRelief = [EntryState.Repaired, EntryState.Listed];
    private static readonly ImmutableArray<EntryState> RedFromProposed = [EntryState.Listed];
    private static readonly ImmutableArray<EntryState> RedFromListed = [EntryState.Expired, EntryState.Withdrawn, EntryState.Revoked];

    /// <summary>The states into which an entry may move.</summary>
    /// <param name="state">Where it is; <see cref="EntryState.None"/> before anything is recorded.</param>
    /// <param name="red">Whether it is on a red list.</param>
    public static ImmutableArray<EntryState> AllowedFrom(EntryState state, bool red) => (state, red) switch
    {
        (EntryState.None, _) => FromNothing,
        (EntryState.Proposed, true) => RedFromProposed,
        (EntryState.Listed, true) => RedFromListed,
        (_, true) => [],
        (EntryState.Proposed, _) => FromProposed,
        (EntryState.PreNotified, _) => FromPreNotified,
        (EntryState.Listed or EntryState.Corrected, _) => FromListed,
        (EntryState.UnderObjection, _) => FromUnderObjection,
        (EntryState.RepairPending or EntryState.Suspended, _) => FromPendingRelief,
        _ => [],
    };

    /// <summary>
    /// The state after a fact. Total: for a fact that is no move, or none from here, it is the state before, so that a dossier
    /// folds from any facts.
    /// </summary>
    public static EntryState After(EntryState state, Fact fact)
    {
        var next = Target(state, fact);
        return AllowedFrom(state, red: false).Contains(next) || AllowedFrom(state, red: true).Contains(next) ? next : state;
    }

    /// <summary>Whether a fact may be recorded about an entry in a state.</summary>
    public static bool Allows(EntryState state, Fact fact, bool red) => fact switch
    {
        ObjectionFiled => state is EntryState.PreNotified or EntryState.RepairPending || IsListed(state),
        // An objection that is turned down before acceptance moves nothing.
        ObjectionDecided { Outcome: ObjectionOutcome.Rejected } =>
            state is EntryState.PreNotified or EntryState.UnderObjection or EntryState.RepairPending || IsListed(state),
        ObjectionDecided => state == EntryState.UnderObjection,
        RepairDecided => state is EntryState.RepairPending or EntryState.Suspended,
        LocalVerificationDecided or LeniencyConfirmed =>
            state is EntryState.UnderObjection or EntryState.RepairPending or EntryState.Suspended || IsListed(state),
        // Only a correction, which an objection brings about, changes what a listing says.
        EntryListed => state is (EntryState.None or EntryState.Proposed or EntryState.PreNotified) && AllowedFrom(state, red).Contains(EntryState.Listed),
        // What a listing or a correction says comes only with a fact of its own.
        EntryAdvanced { To: EntryState.Corrected } => false,
        EntryAdvanced { To: EntryState.Listed } when state is not (EntryState.Suspended or EntryState.RepairPending or EntryState.UnderObjection) => false,
        _ => AllowedFrom(state, red).Contains(After(state, fact)),
    };

    /// <summary>Where a fact leads, if it may.</summary>
    private static EntryState Target(EntryState state, Fact fact) => fact switch
    {
        EntryProposed => EntryState.Proposed,
        EntryPreNotified => EntryState.PreNotified,
        EntryListed => EntryState.Listed,
        EntryAdvanced advanced => advanced.To,
        ObjectionAccepted => EntryState.UnderObjection,
        ObjectionDecided decided when state == EntryState.UnderObjection => decided.Outcome switch
        {
            ObjectionOutcome.UpheldRevoked => EntryState.Revoked,
            ObjectionOutcome.UpheldCorrected => EntryState.Corrected,
            _ => EntryState.Listed,
        },
        RepairFiled => EntryState.RepairPending,
        RepairDecided { Granted: true } => EntryState.Repaired,
        RepairDecided when state == EntryState.RepairPending => EntryState.Listed,
        _ => state,
    };

    private static bool IsListed(EntryState state) => state is EntryState.Listed or EntryState.Corrected;
}
