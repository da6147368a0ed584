using System.Text;
using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class HeadingTests
{
    private readonly ImportRig _rig = new();

    [Fact]
    public async Task Columns_may_stand_in_any_order_and_be_written_in_other_ways()
    {
        await _rig.RunAsync("\uFEFF established_on ,ＵＳＣＣ,*企业名称\n2015-01-01,91520523MA6HQ0013R,甲\n");

        var row = Assert.Single(_rig.Sink.Facts);
        Assert.Equal("甲", ((SubjectRegistered)row.Fact).Name);
    }

    [Fact]
    public async Task The_order_of_columns_the_heading_and_the_encoding_do_not_change_what_a_fact_is_called()
    {
        await _rig.RunAsync("统一社会信用代码,主体名称,成立日期\n91520523MA6HQ0013R,甲,2015-01-01\n");

        var again = await _rig.RunAsync(Gb18030("设立日期,企业名称,地址,统一社会信用代码\r\n2015年1月1日,甲,某路,９１５２０５２３ＭＡ６ＨＱ００１３Ｒ\r\n"));

        Assert.Equal((0, 1, 0), (again.Recorded, again.AlreadyThere, again.Rejected));
    }

    [Fact]
    public async Task Unknown_columns_are_ignored_with_a_note()
    {
        var summary = await _rig.RunAsync("统一社会信用代码,主体名称,成立日期,经营范围\n91520523MA6HQ0013R,甲,2015-01-01,茶叶\n");

        Assert.Equal(1, summary.Recorded);
        Assert.Contains("经营范围", Assert.Single(summary.Notes).Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_is_named_with_the_headings_accepted_for_it()
    {
        var summary = await _rig.RunAsync("统一社会信用代码,主体名称\n91520523MA6HQ0013R,甲\n");

        Assert.NotNull(summary.Fault);
        Assert.Contains("成立日期（设立日期、", summary.Fault.Value.Chinese, StringComparison.Ordinal);
        Assert.Contains("established_on", summary.Fault.Value.English, StringComparison.Ordinal);
        Assert.Empty(_rig.Sink.Facts);
    }

    [Fact]
    public async Task A_heading_of_no_kind_is_answered_with_the_kinds_that_there_are()
    {
        var summary = await _rig.RunAsync("甲,乙,丙\n1,2,3\n");

        Assert.Null(summary.Kind);
        Assert.Contains("失信被执行人：iname", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Contains("iname", summary.Fault!.Value.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("，")]
    public async Task Columns_that_commas_do_not_separate_are_told_how_to_be_saved(string separator)
    {
        var summary = await _rig.RunAsync("统一社会信用代码,主体名称,成立日期\n91520523MA6HQ0013R,甲,2015-01-01\n".Replace(",", separator, StringComparison.Ordinal));

        Assert.Contains("逗号分隔", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Empty(_rig.Sink.Facts);
    }

    [Fact]
    public async Task A_title_above_the_heading_is_told_to_be_deleted()
    {
        var summary = await _rig.RunAsync("金沙县市场主体名录,,\n截至2026年6月,,\n统一社会信用代码,主体名称,成立日期\n91520523MA6HQ0013R,甲,2015-01-01\n");

        Assert.Contains("第3行", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Empty(_rig.Sink.Facts);
    }

    [Fact]
    public async Task A_kind_that_is_named_is_not_guessed()
    {
        var summary = await _rig.RunFixtureAsync("lists.csv", new ImportOptions { Kind = ImportKind.CourtDebtors });

        Assert.Contains("失信被执行人", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Empty(_rig.Sink.Facts);
    }

    [Fact]
    public async Task Every_fixture_is_recognised_as_its_own_kind()
    {
        var kinds = new List<ImportKind?>();
        foreach (var name in new[] { "base-registry.csv", "lists.csv", "credit-china.csv", "penalties-2018.csv", "penalties-2014.csv", "court-debtors.csv" })
            kinds.Add((await _rig.RunFixtureAsync(name)).Kind);

        Assert.Equal(
            [ImportKind.BaseRegistry, ImportKind.Lists, ImportKind.Lists, ImportKind.Penalties, ImportKind.Penalties, ImportKind.CourtDebtors],
            kinds.Select(static kind => kind!.Value));
    }

    internal static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);
}
