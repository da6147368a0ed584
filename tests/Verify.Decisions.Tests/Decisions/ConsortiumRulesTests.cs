using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.PlainWorld;

namespace Verify.Tests.Decisions;

public class ConsortiumRulesTests
{
    private static readonly World Unregistered = Licence with { Subject = Licence.Subject with { Histories = [] } };

    [Fact]
    public void What_else_is_known_about_a_member_that_would_be_facilitated_is_told_of_the_whole()
    {
        var noted = Licence.Listed(Entry("X-NOTED")).Decide();
        var whole = ConsortiumRules.Combine([Unregistered.Decide(), noted]);

        Assert.Equal(Disposition.Facilitate, noted.Disposition);
        Assert.Equal([ReasonCode.SubjectUnknown, ReasonCode.ReferenceOnly], whole.Reasons);
    }

    [Fact]
    public void The_day_from_which_the_whole_is_clean_is_the_last_of_its_members_and_unknown_where_one_is()
    {
        var young = (Licence with { Subject = Registered(Organisation, new DateOnly(2024, 1, 1)) }).Decide();
        var younger = (Licence with { Subject = Registered(Organisation, new DateOnly(2025, 1, 1)) }).Decide();

        Assert.Equal(new DateOnly(2028, 1, 1), DayOf(young, younger));
        Assert.Equal(new DateOnly(2028, 1, 1), DayOf(younger, young));
        Assert.Null(DayOf(young, Unregistered.Decide()));
        Assert.Null(DayOf(Unregistered.Decide(), young));
    }

    private static DateOnly? DayOf(params Decision[] members) => ConsortiumRules.Combine(members).Incentives.GreenChannel.On;
}
