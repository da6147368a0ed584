using FsCheck;
using FsCheck.Fluent;
using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

public sealed class CatalogFormTests
{
    [Fact]
    public void A_spreadsheet_s_way_of_saving_changes_nothing_in_what_is_read()
    {
        var draft = new Draft();
        draft.SetFile("departments.csv", "\uFEFF公共机构,代码,name_zh 名称,英文名称,说明,certainty 把握程度\r\n\"# 备注，\"\"引号\"\"\",,,,,\r\n\r\n是, COURT ,人民法院,\"Court, people's\",,CONFIRMED,,\r\n否,BANK,商业银行,,,\r\n");
        draft.Set("laws.csv", 7, "in_force_from", "2016/9/1").Set("sources.csv", 2, "must_for_matters", "GOVPROC； BID;");
        foreach (var line in Enumerable.Range(2, 14).Where(static line => line != 9))
            draft.Set("measures.csv", line, "implementers", "COURT");

        var catalogue = draft.Read().Catalogue!;

        Assert.Equal(
            [("COURT", "人民法院", "Court, people's", true), ("BANK", "商业银行", "", false)],
            catalogue.Rows.Departments.Select(static row => (row.Code, row.Name.Chinese, row.Name.English, row.IsPublicBody)));
        Assert.Equal(new DateOnly(2016, 9, 1), catalogue.Rows.LegalReferences.Single(static law => law.Code == "SPC-285").From);
        Assert.Equal(["GOVPROC", "BID"], catalogue.Rows.Sources[0].MustForMatters);
    }

    [Fact]
    public void A_quote_left_open_spoils_its_own_line_and_no_other()
    {
        var reading = new Draft()
            .SetLine("departments.csv", 3, "MARKET-REG,\"市场监督管理局,Market regulator,yes,,")
            .Set("departments.csv", 4, "public_body", "perhaps")
            .Read();

        Assert.Equal(
            [("BAD_QUOTES", 3), ("MISSING_VALUE", 3), ("BAD_YES_NO", 4)],
            reading.Findings.Where(static finding => finding.File == "departments.csv").Select(static finding => (finding.Code, finding.Line)));
    }

    [Fact]
    public void A_missing_file_is_reported_as_that_alone_and_not_once_for_every_reference_into_it() =>
        Assert.Equal(
            ["MISSING_FILE"],
            new Draft().Drop("departments.csv").Read().Findings.Where(static finding => finding.Severity == FindingSeverity.Error).Select(static finding => finding.Code));

    [Fact]
    public void A_file_without_rows_leaves_every_reference_into_it_dangling() =>
        Assert.Equal(
            [.. Enumerable.Repeat("measures.csv", 12)],
            new Draft().SetFile("departments.csv", "code,name_zh,public_body").Read().Findings
                .Where(static finding => finding.Code == "DANGLING_REFERENCE")
                .Select(static finding => finding.File)
                .Take(12));

    [Fact]
    public void Whatever_stands_in_a_cell_reading_ends_with_a_catalogue_or_with_an_error()
    {
        var cells =
            from file in Gen.Elements([.. new Draft().Files.Keys])
            from line in Gen.Choose(1, 15)
            from column in Gen.Choose(0, 25)
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            select (file, line, column, text.Get);

        Check.QuickThrowOnFailure(Prop.ForAll(cells.ToArbitrary(), static cell =>
        {
            var (file, line, column, text) = cell;
            var draft = new Draft();
            if (line > draft.Files[file].Split('\n').Length)
                return;
            var parts = draft.Line(file, line).Split(',');
            parts[column % parts.Length] = text;
            var reading = draft.SetLine(file, line, string.Join(',', parts)).Read();
            Assert.Equal(!reading.IsValid, reading.Findings.Any(static finding => finding.Severity == FindingSeverity.Error));
        }));
    }
}
