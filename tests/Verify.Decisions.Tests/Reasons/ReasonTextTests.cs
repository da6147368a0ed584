using System.Globalization;
using Verify.Domain;

namespace Verify.Tests.Reasons;

public class ReasonTextTests
{
    private static readonly ReasonCode[] Codes = [.. Enum.GetValues<ReasonCode>().Where(static code => code != ReasonCode.None)];

    [Fact]
    public void Texts_stand_in_the_order_of_the_codes_without_a_gap()
    {
        Assert.Equal(Enumerable.Range(1, Codes.Length), Codes.Select(static code => (int)code));
        Assert.Equal(Codes, ReasonTexts.All.Select(static text => text.Code));
    }

    [Fact]
    public void The_order_of_the_codes_is_the_order_of_the_rules()
    {
        var rules = ReasonTexts.All.Select(static text => int.Parse(text.Rule[1..], CultureInfo.InvariantCulture)).ToArray();

        Assert.All(ReasonTexts.All, static text => Assert.StartsWith("R", text.Rule, StringComparison.Ordinal));
        Assert.Equal(rules.Order(), rules);
        Assert.InRange(rules[^1], 0, 17);
    }

    [Fact]
    public void Every_reason_has_both_languages_and_a_citation_and_no_full_stop() => Assert.All(ReasonTexts.All, static text =>
    {
        Assert.Contains(text.Chinese, static letter => letter is >= '一' and <= '龥');
        Assert.DoesNotContain(text.English, static letter => letter >= '一');
        Assert.NotEmpty(text.English);
        Assert.NotEmpty(text.Citation);
        Assert.DoesNotContain(text.Chinese[^1], "。.");
        Assert.DoesNotContain(text.English[^1], "。.");
    });

    [Fact]
    public void No_two_reasons_read_alike()
    {
        Assert.Distinct(ReasonTexts.All.Select(static text => text.Chinese));
        Assert.Distinct(ReasonTexts.All.Select(static text => text.English));
    }

    [Fact]
    public void A_reason_finds_its_own_text() => Assert.All(Codes, static code => Assert.Equal(code, ReasonTexts.Of(code).Code));

    [Theory]
    [InlineData(ReasonCode.None)]
    [InlineData((ReasonCode)255)]
    public void What_is_no_reason_has_no_text(ReasonCode code) => Assert.Throws<ArgumentOutOfRangeException>(() => ReasonTexts.Of(code));
}
