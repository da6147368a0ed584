namespace Verify.Service.Tests.Catalogs;

public sealed class CatalogScoreTests
{
    [Theory]
    [InlineData("condition", "limit when personal score < 600")]
    [InlineData("condition", "personal_score_below_600")]
    [InlineData("condition", "个人信用分低于600分")]
    [InlineData("reminder_zh", "个人信用积分低于600的从严审核。")]
    [InlineData("reminder_en", "Limit when the personal credit Score is below 600.")]
    [InlineData("name_zh", "限制信用评分低的个人")]
    [InlineData("note", "按个人诚信得分执行")]
    public void E37_a_measure_that_rests_on_a_score_is_refused_wherever_the_score_stands(string column, string text)
    {
        var reading = new Draft().Set("measures.csv", 5, column, text).Read();

        Assert.False(reading.IsValid);
        var finding = Assert.Single(reading.Findings, static finding => finding.Code == "SCORE_ON_PERSON");
        Assert.Equal(("measures.csv", 5, column), (finding.File, finding.Line, finding.Column));
        Assert.Contains("QTX-23", finding.Citation);
        Assert.DoesNotContain(reading.Findings, static finding => finding.Code == "UNKNOWN_CONDITION");
    }
}
