using System.Globalization;
using Verify.Domain;

namespace Verify.Service.Tests.Import;

public sealed class CellTests
{
    private readonly ImportRig _rig = new();

    [Theory]
    [InlineData("2026-06-05")]
    [InlineData("2026-6-5")]
    [InlineData("2026/6/5")]
    [InlineData("2026/06/05")]
    [InlineData("2026.6.5")]
    [InlineData("20260605")]
    [InlineData("2026年6月5日")]
    [InlineData("2026年06月05日")]
    [InlineData("２０２６年６月５日")]
    [InlineData("２０２６－０６－０５")]
    [InlineData(" 2026-06-05　")]
    [InlineData("2026-06-05 00:00:00")]
    [InlineData("2026-06-05T08:30:00")]
    [InlineData("2026/6/5 0:00")]
    public async Task A_date_is_read_as_people_write_it(string text)
    {
        await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MA6HQ0013R,甲,{text},\n");

        Assert.Equal(new DateOnly(2026, 6, 5), _rig.Sink.Of<SubjectRegistered>().Single().EstablishedOn);
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-00-01")]
    [InlineData("26-06-05")]
    [InlineData("06/05/2026")]
    [InlineData("2026年6月")]
    [InlineData("2026-06")]
    [InlineData("46178")]
    [InlineData("202606051")]
    [InlineData("0000-01-01")]
    [InlineData("六月五日")]
    [InlineData("2026-06-05-01")]
    [InlineData(":")]
    public async Task What_is_no_date_is_rejected_without_being_quoted(string text)
    {
        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MA6HQ0013R,甲,{text},\n");

        Assert.Equal(1, summary.Rejected);
        Assert.Contains("“成立日期”：不是日期", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_spreadsheet_has_made_of_a_date_or_a_code_is_told_with_the_way_back()
    {
        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n9.15205E+17,甲,46178,\n");

        Assert.Equal(1, summary.Rejected);
        Assert.Contains("“统一社会信用代码”：已被Excel变成科学记数", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.Contains("Excel的日期序号", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_day_of_the_calendar_is_read_in_every_form()
    {
        string[] forms = ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"];
        var first = new DateOnly(2023, 12, 25);
        var rows = Enumerable.Range(0, 800).Select(day =>
            $"91520523MA6HQ0013R,甲{day},{first.AddDays(day).ToString(forms[day % forms.Length], CultureInfo.InvariantCulture)},");

        await _rig.RunAsync($"{ImportRig.BaseHeading}\n{string.Join('\n', rows)}\n");

        Assert.Equal(Enumerable.Range(0, 800).Select(day => first.AddDays(day)), _rig.Sink.Of<SubjectRegistered>().Select(static fact => fact.EstablishedOn!.Value));
    }

    [Fact]
    public async Task A_text_with_a_comma_outside_quotes_is_rejected_and_one_within_is_read()
    {
        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MA6HQ0013R,甲,乙,2015-01-01,尾\n91520523MA6HQ00642,\"甲,乙\n丙\",2015-01-01,\n91520523MA6HQ01018,丁,2015-01-01\n");

        Assert.Equal((3, 1), (summary.Rows, summary.Rejected));
        Assert.Contains("应加英文双引号", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.Equal([(3, "甲,乙\n丙"), (5, "丁")], _rig.Sink.Facts.Select(static row => (row.Line, ((SubjectRegistered)row.Fact).Name)));
    }

    [Fact]
    public async Task A_stray_quotation_mark_costs_its_row_only()
    {
        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MA6HQ0013R,甲\"乙,2015-01-01,\n91520523MA6HQ00642,丙,2015-01-01,\n");

        Assert.Equal((2, 1, 1), (summary.Rows, summary.Rejected, summary.Recorded));
        Assert.StartsWith("2,", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unclosed_quotation_mark_stops_the_import_by_name_and_keeps_the_rows_before_it()
    {
        var rest = string.Concat(Enumerable.Repeat("91520523MA6HQ0013R,丙,2015-01-01,\n", 60_000));

        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MA6HQ00642,甲,2015-01-01,\n91520523MA6HQ01018,\"乙,2015-01-01,\n{rest}");

        Assert.Contains("引号", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Contains("第3行", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Equal(1, summary.Recorded);
        Assert.Null(summary.SyncedSource);
    }
}
