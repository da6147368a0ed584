using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class CourtDebtorFileTests
{
    private readonly ImportRig _rig = new();

    [Fact]
    public async Task A_debtor_is_listed_for_two_years_with_the_parts_that_the_rules_fix()
    {
        var summary = await _rig.RunFixtureAsync("court-debtors.csv");

        Assert.Equal((ImportKind.CourtDebtors, 5, 2), (summary.Kind, summary.Rows, summary.Rejected));
        var listed = _rig.Sink.Of<EntryListed>().First();
        Assert.Equal("B-COURT", listed.ListKind);
        Assert.Equal("金砂县人民法院", listed.Recogniser);
        Assert.Equal("（2025）黔0523执101号", listed.DecisionDocument);
        Assert.Equal("有履行能力而拒不履行生效法律文书确定义务", listed.Reason);
        Assert.Equal((new DateOnly(2026, 1, 15), new DateOnly(2028, 1, 14)), (listed.StartOn, listed.EndOn));
        Assert.Equal(new DateOnly(2025, 9, 1), listed.OccurredOn);
        Assert.All(
            [Assert.Single(listed.LegalBasis), listed.MeasureHints, listed.RemovalConditions, listed.RemovalProcedure, listed.Remedies],
            static part => Assert.Contains("法释〔2017〕7号", part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_masked_number_is_rejected_unless_the_organisations_code_stands_beside_it()
    {
        await _rig.RunFixtureAsync("court-debtors.csv");

        Assert.Contains(_rig.RejectLines, static line => line.StartsWith("4,", StringComparison.Ordinal) && line.Contains("已打码", StringComparison.Ordinal));
        Assert.Contains(_rig.Sink.Facts, static row => row.Line == 5 && row.Subject!.Value.Value == "91520523MA6HQ0160B");
    }

    [Fact]
    public async Task A_debt_that_is_performed_is_not_listed()
    {
        await _rig.RunFixtureAsync("court-debtors.csv");

        Assert.Contains(_rig.RejectLines, static line => line.StartsWith("6,", StringComparison.Ordinal) && line.Contains("第十条", StringComparison.Ordinal));
        Assert.DoesNotContain(_rig.Sink.Facts, static row => row.Line == 6);
    }

    [Fact]
    public async Task A_person_with_an_organisations_code_stands_in_the_wrong_row()
    {
        var summary = await _rig.RunAsync(
            "iname,cardNum,courtName,partyTypeName,caseCode,publishDate\n甲,MA6HQ001-3,法院,0,案1,2026年01月15日\n乙,520599198001010014,法院,1,案2,2026年01月15日\n");

        Assert.Equal(2, summary.Rejected);
        Assert.All(_rig.RejectLines[1..], static line => Assert.Contains("“partyTypeName”", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_citizen_number_that_passes_as_an_organisations_code_is_a_persons_where_the_row_says_so_and_refused_elsewhere()
    {
        var number = Enumerable.Range(0, 10_000)
            .Select(static i => $"5205991980{1 + i / 1_000:D2}01{i % 1_000:D3}")
            .Select(static first17 => first17 + ResidentId.CheckCharacter(first17))
            .First(static number => SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, number).IsValid);
        const string Heading = "iname,cardNum,courtName,partyTypeName,caseCode,publishDate\n";

        await _rig.RunAsync($"{Heading}陈志远,{number},法院,0,案1,2026年01月15日\n");
        Assert.Equal(new SubjectCode(CodeType.ResidentId, number), _rig.Sink.Facts[0].Subject);

        Assert.Equal(1, (await _rig.RunAsync($"{Heading}陈志远,{number},法院,,案2,2026年01月15日\n")).Rejected);
        Assert.DoesNotContain(number, _rig.RejectText, StringComparison.Ordinal);
    }
}
