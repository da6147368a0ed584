using Verify.Domain;
using static Verify.Domain.EntryState;

namespace Verify.Tests.Dossiers;

/// <summary>Rules 3.4 written out.</summary>
public class EntryMachineTests
{
    private static readonly EntryState[] Recorded = [.. Enum.GetValues<EntryState>().Where(static state => state is not Suppressed)];

    // An entry decided elsewhere arrives as LISTED; an entry corrected after an objection moves on as a listed one.
    private static readonly Dictionary<EntryState, EntryState[]> Moves = new()
    {
        [None] = [Proposed, Listed],
        [Proposed] = [PreNotified],
        [PreNotified] = [Listed, Dropped],
        [Listed] = [UnderObjection, RepairPending, Suspended, Expired, Removed],
        [Corrected] = [UnderObjection, RepairPending, Suspended, Expired, Removed],
        [UnderObjection] = [Listed, Corrected, Revoked],
        [RepairPending] = [Repaired, Listed],
        [Suspended] = [Repaired, Listed],
    };

    private static readonly Dictionary<EntryState, EntryState[]> RedMoves = new()
    {
        [None] = [Proposed, Listed],
        [Proposed] = [Listed],
        [Listed] = [Expired, Withdrawn, Revoked],
    };

    private static readonly EntryListed Listing = new("e") { ListKind = "B-COURT", StartOn = new(2026, 6, 1) };

    // The facts that are moves in themselves, and where they lead from which states.
    private static readonly (Fact Fact, EntryState[] From, EntryState To)[] MovingFacts =
    [
        (new EntryProposed("e", "B-COURT", ""), [None], Proposed),
        (new EntryPreNotified("e"), [Proposed], PreNotified),
        (Listing, [None, Proposed, PreNotified], Listed),
        (new ObjectionAccepted("e"), [Listed, Corrected], UnderObjection),
        (new ObjectionDecided("e", ObjectionOutcome.UpheldRevoked, null), [UnderObjection], Revoked),
        (new ObjectionDecided("e", ObjectionOutcome.UpheldCorrected, Listing), [UnderObjection], Corrected),
        (new RepairFiled("e"), [Listed, Corrected], RepairPending),
        (new RepairDecided("e", Granted: true, ""), [RepairPending, Suspended], Repaired),
    ];

    private static readonly EntryState[] RedStates = [None, Proposed, Listed, Expired, Withdrawn, Revoked];

    public static TheoryData<EntryState, bool> EveryState =>
    [
        .. Recorded.Select(static state => new TheoryDataRow<EntryState, bool>(state, false)),
        .. RedStates.Select(static state => new TheoryDataRow<EntryState, bool>(state, true)),
    ];

    [Theory]
    [MemberData(nameof(EveryState))]
    public void An_entry_moves_as_the_rules_say_and_not_otherwise(EntryState from, bool red) =>
        Assert.Equal((red ? RedMoves : Moves).GetValueOrDefault(from, []).Order(), EntryMachine.AllowedFrom(from, red).Order());

    [Theory]
    [MemberData(nameof(EveryState))]
    public void A_fact_that_is_a_move_is_admitted_where_the_move_is(EntryState from, bool red)
    {
        foreach (var (fact, states, to) in MovingFacts)
        {
            var expected = states.Contains(from) && (red ? RedMoves : Moves).GetValueOrDefault(from, []).Contains(to);
            Assert.True(expected == EntryMachine.Allows(from, fact, red), $"{fact} from {from}");
            if (expected)
                Assert.Equal(to, EntryMachine.After(from, fact));
        }
    }

    [Theory]
    [MemberData(nameof(EveryState))]
    public void A_bare_move_needs_no_text_of_its_own_so_it_neither_lists_anew_nor_corrects(EntryState from, bool red)
    {
        foreach (var to in Recorded)
        {
            var needsText = to == Corrected || (to == Listed && from is None or Proposed or PreNotified);
            var expected = !needsText && (red ? RedMoves : Moves).GetValueOrDefault(from, []).Contains(to);

            Assert.True(expected == EntryMachine.Allows(from, new EntryAdvanced("e", to, ""), red), $"{from} to {to}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryState))]
    public void An_objection_may_be_filed_against_a_notice_or_a_listing_and_turned_down_before_acceptance(EntryState from, bool red)
    {
        var filed = new ObjectionFiled("e", "");
        Assert.Equal(from is PreNotified or Listed or Corrected or RepairPending, EntryMachine.Allows(from, filed, red));

        var rejected = new ObjectionDecided("e", ObjectionOutcome.Rejected, null);
        Assert.Equal(from is PreNotified or Listed or Corrected or RepairPending or UnderObjection, EntryMachine.Allows(from, rejected, red));
        Assert.Equal(from == UnderObjection ? Listed : from, EntryMachine.After(from, rejected));
    }

    [Theory]
    [InlineData(RepairPending, Listed)]
    [InlineData(Suspended, Suspended)] // what the court suspended stays so until it says otherwise
    public void Repair_refused_puts_the_entry_back(EntryState from, EntryState to)
    {
        var refused = new RepairDecided("e", Granted: false, "");

        Assert.True(EntryMachine.Allows(from, refused, red: false));
        Assert.Equal(to, EntryMachine.After(from, refused));
    }

    [Fact]
    public void What_has_ended_stays_ended() => Assert.All(
        new[] { Dropped, Repaired, Expired, Removed, Revoked, Withdrawn },
        static state => Assert.Empty(EntryMachine.AllowedFrom(state, red: false).Concat(EntryMachine.AllowedFrom(state, red: true))));

    [Fact]
    public void Any_fact_after_any_state_leads_to_a_state_that_the_rules_name_or_changes_nothing()
    {
        Fact[] others =
        [
            new ObjectionFiled("e", ""), new ObjectionDecided("e", ObjectionOutcome.Rejected, null),
            new RepairDecided("e", Granted: false, ""), new LeniencyConfirmed("e", Leniency.Slight),
            new LocalVerificationDecided("e", Confirmed: true), new SourceSynced("COURT"),
        ];
        var advances = Recorded.Select(static to => (Fact)new EntryAdvanced("e", to, ""));
        foreach (var state in Recorded)
        {
            foreach (var fact in MovingFacts.Select(static move => move.Fact).Concat(others).Concat(advances))
            {
                var after = EntryMachine.After(state, fact);
                Assert.True(
                    after == state || Moves.GetValueOrDefault(state, []).Concat(RedMoves.GetValueOrDefault(state, [])).Contains(after),
                    $"{fact} moved {state} to {after}");
            }
        }
    }
}
