using Verify.Load.Check.Race;

namespace Verify.Load.Tests;

public sealed class LedgerTests
{
    private const long Second = 1_000_000_000;
    private readonly Ledger _ledger = new(1);

    [Fact]
    public void An_adverse_answer_to_a_check_sent_after_the_lift_was_acknowledged_is_stale()
    {
        Take(Step.PerRound);
        Assert.Equal(Ledger.Stale, _ledger.FaultOf(0, _ledger.NoteOf(0), 0, adverse: true, shown: true));
        Assert.Null(_ledger.FaultOf(0, _ledger.NoteOf(0), 0, adverse: false, shown: false));
    }

    [Fact]
    public void A_check_that_was_under_way_while_the_lift_was_acknowledged_may_be_answered_either_way()
    {
        Take(Step.Lifting);
        var note = _ledger.NoteOf(0);
        Take(1);
        Assert.Null(_ledger.FaultOf(0, note, 0, adverse: true, shown: true));
    }

    [Fact]
    public void So_may_one_during_which_the_next_listing_began()
    {
        Take(Step.PerRound);
        var note = _ledger.NoteOf(0);
        Take(1);
        Assert.Null(_ledger.FaultOf(0, note, 0, adverse: true, shown: true));
    }

    [Fact]
    public void A_listing_must_show_a_second_after_it_was_acknowledged_and_not_before()
    {
        Take(Step.Listed);
        Assert.Null(_ledger.FaultOf(0, _ledger.NoteOf(0), Second / 2, adverse: false, shown: false));
        Assert.NotNull(_ledger.FaultOf(0, _ledger.NoteOf(0), Second * 2, adverse: false, shown: false));
    }

    [Fact]
    public void An_entry_without_weight_may_show_until_it_is_revoked()
    {
        _ledger.MayShow(0, true);
        Take(Step.PerRound);
        var before = _ledger.NoteOf(0);
        _ledger.MayShow(0, false);
        Assert.Null(_ledger.FaultOf(0, before, 0, adverse: false, shown: true));
        Assert.Equal(Ledger.Stale, _ledger.FaultOf(0, _ledger.NoteOf(0), 0, adverse: false, shown: true));
    }

    private void Take(int steps)
    {
        for (var i = 0; i < steps; i++)
            _ledger.Advance(0, now: 0);
    }
}
