using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.PlainWorld;

namespace Verify.Tests.Decisions;

public class MeasureRulesTests
{
    [Theory]
    [InlineData(MeasureEffect.Notice)]
    [InlineData(MeasureEffect.Limit)]
    [InlineData(MeasureEffect.Bar)]
    public void A_measure_whose_only_article_is_not_in_force_is_not_returned(MeasureEffect effect)
    {
        var rule = Rule(effect, MeasureStrength.Mandatory) with { LegalBasis = [WorldCatalogue.ComingLaw] };
        var world = Licence.WithRules(rule).Listed(Entry("B-COURT"));

        Assert.Empty(world.Decide().Measures);
        Assert.Single((world with { AsOf = Instant(2026, 6, 16) }).Decide().Measures);
    }

    [Fact]
    public void A_notice_may_rest_on_a_department_rule_and_a_limit_may_not()
    {
        var notice = Rule(MeasureEffect.Notice, MeasureStrength.Mandatory) with { LegalBasis = [WorldCatalogue.DepartmentRule] };
        var limit = notice with { Code = "n", Effect = MeasureEffect.Limit };

        Assert.Equal("m", Assert.Single(Licence.WithRules(notice, limit).Listed(Entry("B-COURT")).Decide().Measures).Code);
    }
}
