using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class ListFileTests
{
    private readonly ImportRig _rig = new();

    [Fact]
    public async Task A_good_file_lists_organisations_and_persons_by_any_of_their_codes()
    {
        var summary = await _rig.RunFixtureAsync("lists.csv");

        Assert.Equal((ImportKind.Lists, 5, 0, 5), (summary.Kind, summary.Rows, summary.Rejected, summary.Recorded));
        Assert.Equal(
            [CodeType.UnifiedSocialCreditCode, CodeType.UnifiedSocialCreditCode, CodeType.ResidentId, CodeType.OrganisationCode, CodeType.RegistrationNumber],
            _rig.Sink.Facts.Select(static row => row.Subject!.Value.Type));
    }

    [Fact]
    public async Task A_black_row_carries_the_five_parts_and_its_decision()
    {
        await _rig.RunFixtureAsync("lists.csv");

        var row = _rig.Sink.Facts[1];
        var listed = Assert.IsType<EntryListed>(row.Fact);
        Assert.Equal("B-WAGE", listed.ListKind);
        Assert.Equal("金砂人社列〔2025〕3号", listed.DecisionDocument);
        Assert.Equal(listed.DecisionDocument, row.DocumentNumber);
        Assert.Equal("金砂县人力资源和社会保障局", listed.Recogniser);
        Assert.Equal("拖欠农民工工资", listed.Reason);
        Assert.Equal(["保障农民工工资支付条例第四十八条", "暂行办法第五条"], listed.LegalBasis);
        Assert.Equal("政府采购、招投标限制", listed.MeasureHints);
        Assert.Equal(("期满移出", "书面申请", "行政复议或者行政诉讼"), (listed.RemovalConditions, listed.RemovalProcedure, listed.Remedies));
        Assert.Equal((new DateOnly(2025, 3, 1), new DateOnly(2028, 2, 29)), (listed.StartOn, listed.EndOn));
        Assert.Equal(new DateOnly(2024, 12, 1), listed.OccurredOn);
        Assert.Equal(ChinaTime.StartOf(new DateOnly(2025, 3, 1)), row.OccurredAt);
    }

    [Fact]
    public async Task A_row_without_a_last_day_gets_the_term_of_its_kind_with_the_last_day_included()
    {
        await _rig.RunFixtureAsync("lists.csv");

        var terms = _rig.Sink.Of<EntryListed>().Select(static entry => (entry.StartOn, entry.EndOn)).ToArray();
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)), terms[0]);
        Assert.Equal((new DateOnly(2025, 9, 1), new DateOnly(2028, 8, 31)), terms[2]);
    }

    [Theory]
    [InlineData("列入红/黑名单事由")]
    [InlineData("依据")]
    [InlineData("惩戒措施提示")]
    [InlineData("移出条件")]
    [InlineData("移出程序")]
    [InlineData("救济措施")]
    [InlineData("决定文书号")]
    [InlineData("认定单位")]
    public async Task E27_a_black_row_without_a_part_of_its_decision_is_rejected_by_the_name_of_the_part(string missing)
    {
        var headings = ImportRig.ListHeading.Split(',');
        var cells = "金砂县宏达建筑工程有限公司,91520523MA6HQ01018,拖欠工资,,2025-03-01,B-WAGE,文书,单位,依据,提示,条件,程序,救济,".Split(',');
        cells[Array.IndexOf(headings, missing)] = "";

        var summary = await _rig.RunAsync($"{ImportRig.ListHeading}\n{string.Join(',', cells)}\n");

        Assert.Equal(1, summary.Rejected);
        Assert.Empty(_rig.Sink.Facts);
        Assert.Contains($"“{missing}”：未填写", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task E27_a_black_row_of_a_file_without_the_further_columns_is_rejected_for_every_part_at_once()
    {
        await _rig.RunAsync(
            "当事人姓名/单位名称,身份证号/社会信用代码/组织机构代码/工商注册号,列入红/黑名单事由,发生时间,列入名单时间\n"
            + "金砂县宏达建筑工程有限公司,91520523MA6HQ01018,拖欠工资,2024-12-01,2025-03-01\n",
            new ImportOptions { ListKind = "B-WAGE" });

        foreach (var part in new[] { "依据", "惩戒措施提示", "移出条件", "移出程序", "救济措施", "决定文书号", "认定单位" })
            Assert.Contains($"“{part}”：未填写", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("“列入红/黑名单事由”", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_red_row_needs_no_decision()
    {
        var summary = await _rig.RunAsync(
            "当事人姓名/单位名称,身份证号/社会信用代码/组织机构代码/工商注册号,列入红/黑名单事由,发生时间,列入名单时间\n"
            + "金砂县瑞禾农业科技有限公司,91520523MA6HQ0013R,A级,,2026-01-01\n",
            new ImportOptions { ListKind = "纳税信用A级纳税人" });

        Assert.Equal(0, summary.Rejected);
        Assert.Equal("R-TAX-A", _rig.Sink.Of<EntryListed>().Single().ListKind);
    }

    [Fact]
    public async Task A_list_kind_outside_the_catalogue_is_rejected()
    {
        var summary = await _rig.RunAsync($"{ImportRig.ListHeading}\n甲,91520523MA6HQ0013R,因,,2026-01-01,私设名单,,,,,,,,\n乙,91520523MA6HQ00642,因,,2026-01-01,,,,,,,,,\n");

        Assert.Equal(2, summary.Rejected);
        Assert.Contains("不在名单目录中", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.Contains("--list-kind", _rig.RejectLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_without_a_usual_term_needs_a_last_day()
    {
        const string Parts = "B-GOVPROC-BAN,文书,单位,依据,提示,条件,程序,救济";
        var summary = await _rig.RunAsync(
            $"{ImportRig.ListHeading}\n甲,91520523MA6HQ0013R,因,,2026-01-01,{Parts},\n乙,91520523MA6HQ00642,因,,2026-01-01,{Parts},2025-12-31\n丙,91520523MA6HQ01018,因,,2026-01-01,{Parts},2027-12-31\n");

        Assert.Equal((3, 2, 1), (summary.Rows, summary.Rejected, summary.Recorded));
        Assert.Contains("“截止日期”：未填写", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.Contains("早于列入日期", _rig.RejectLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_of_credit_china_must_be_those_of_the_list_kind()
    {
        var summary = await _rig.RunFixtureAsync("credit-china.csv");

        Assert.Equal((3, 1), (summary.Rows, summary.Rejected));
        Assert.Equal(["R-TAX-A", "F-FOOD"], _rig.Sink.Of<EntryListed>().Select(static entry => entry.ListKind));
        Assert.StartsWith("4,", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.Contains("“creditType”", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.Contains("地域名称", Assert.Single(summary.Notes).Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repaired_row_lists_files_and_repairs_and_a_later_repair_date_adds_only_the_repair()
    {
        const string Heading = ImportRig.ListHeading + ",修复日期\n";
        const string Row = "甲,91520523MA6HQ0013R,因,,2026-01-01,F-FOOD,文书1,,,,,,,";
        await _rig.RunAsync(Heading + Row + ",\n");

        var summary = await _rig.RunAsync(Heading + Row + ",2026-05-20\n");

        Assert.Equal((2, 1, 0), (summary.Recorded, summary.AlreadyThere, summary.Rejected));
        Assert.Equal([typeof(EntryListed), typeof(RepairFiled), typeof(RepairDecided)], _rig.Sink.Facts.Select(static row => row.Fact.GetType()));
        Assert.Single(_rig.Sink.Of<EntryFact>().Select(static fact => fact.EntryId).Distinct());
    }

    [Fact]
    public async Task A_text_that_could_be_a_persons_or_an_organisations_number_is_refused()
    {
        // A citizen number of the old form that also passes the check of a business registration number.
        var summary = await _rig.RunAsync($"{ImportRig.ListHeading}\n甲,520599800101003,因,,2026-01-01,F-FOOD,,,,,,,,\n");

        Assert.Equal(1, summary.Rejected);
        Assert.Contains("既可能是", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("520599800101003", _rig.RejectText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nationally_pushed_entries_wait_for_local_verification()
    {
        await _rig.RunFixtureAsync("lists.csv", new ImportOptions { LocalVerificationRequired = true });

        Assert.All(_rig.Sink.Of<EntryListed>(), static entry => Assert.True(entry.LocalVerificationRequired));
    }
}
