using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.PlainWorld;

namespace Verify.Tests.Decisions;

public class IncentiveRulesTests
{
    private static readonly EntryListed Ended = Entry("B-COURT") with { StartOn = new(2024, 1, 1), EndOn = new(2025, 1, 1) };

    [Theory]
    [InlineData("2015-01-01", "2028-01-01")] // the record
    [InlineData("2024-01-01", "2028-01-01")] // the record is the longer
    [InlineData("2026-01-01", "2029-01-01")] // the short history is the longer
    [InlineData(null, null)] // a history that is not known never becomes one of three years
    public void The_day_named_is_the_later_of_a_clean_record_and_a_full_history(string? established, string? on)
    {
        var world = (Licence with { Subject = Registered(Organisation, MaybeDate(established)) }).Listed(Ended);

        Assert.Equal(MaybeDate(on), world.Decide().Incentives.GreenChannel.On);
    }

    // Worked examples E01 to E05. Five working days from Monday 15 June 2026, the 19th a holiday and the 20th worked, end on the 22nd.
    [Theory]
    [InlineData("", null, IncentiveState.NotApplicable, ReasonCode.NothingMissing)]
    [InlineData("PHOTO", null, IncentiveState.EligibleIfCommitted, ReasonCode.CommitmentNeeded)]
    [InlineData("PHOTO,LEASE", "2026-06-22", IncentiveState.Eligible, ReasonCode.CommitmentSigned)]
    [InlineData("PHOTO", "2026-06-15", IncentiveState.Eligible, ReasonCode.CommitmentSigned)]
    [InlineData("PHOTO", "2026-06-23", IncentiveState.NotEligible, ReasonCode.DueTooLate)]
    [InlineData("PHOTO", "2026-06-14", IncentiveState.NotEligible, ReasonCode.DueInPast)]
    [InlineData("PHOTO,PERMIT", "2026-06-18", IncentiveState.NotEligible, ReasonCode.StatutoryMaterial)]
    [InlineData("APPLICATION", "2026-06-18", IncentiveState.NotEligible, ReasonCode.MainMaterial)]
    public void A_deferrable_material_may_follow_within_the_time_allowed_and_no_other_may(
        string missing, string? due, IncentiveState state, ReasonCode reason)
    {
        var world = Licence with
        {
            MissingMaterials = [.. missing.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            Commitment = due is null ? null : new GivenCommitment(CommitmentType.Proactive, Signed: true, Dates.Date(due)),
        };
        var deferred = world.Decide().Incentives.DeferredAcceptance;

        Assert.Equal(state, deferred.State);
        Assert.Equal(reason, deferred.Reasons.Last());
    }

    private static DateOnly? MaybeDate(string? text) => text is null ? null : Dates.Date(text);
}
