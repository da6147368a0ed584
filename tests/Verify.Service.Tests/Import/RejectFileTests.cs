using System.Text;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class RejectFileTests
{
    private readonly ImportRig _rig = new();

    [Fact]
    public async Task It_opens_in_Excel_and_holds_line_reasons_and_the_row_as_it_was()
    {
        await _rig.RunAsync($"{ImportRig.BaseHeading},备注\n91520523MABHQ0013R,甲,2015-01-01,,原样\n");

        Assert.Equal(Encoding.UTF8.GetPreamble(), _rig.Rejects.ToArray()[..3]);
        Assert.Equal("\uFEFF行号,原因,Reasons,统一社会信用代码,主体名称,成立日期,法定代表人证件号码,备注", _rig.RejectLines[0]);
        Assert.StartsWith("2,", _rig.RejectLines[1], StringComparison.Ordinal);
        Assert.EndsWith(",91520523MABHQ0013R,甲,2015-01-01,,原样", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_reject_file_imports_as_it_is()
    {
        await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MABHQ0013R,甲,2015-01-01,\n");

        var summary = await _rig.RunAsync(_rig.RejectText.Replace("91520523MABHQ0013R", "91520523MA6HQ0013R", StringComparison.Ordinal));

        Assert.Equal((1, 0), (summary.Recorded, summary.Rejected));
    }

    [Theory]
    [InlineData("520599198001010014")]
    [InlineData("５２０５９９１９８００１０１００１４")]
    [InlineData("52059919800101001x")]
    [InlineData("520599800101003")]
    [InlineData("52O599198001010014")]
    [InlineData("5205991980010100")]
    [InlineData("H12345678")]
    [InlineData("E12345678")]
    [InlineData("12345678")]
    public async Task No_persons_number_is_written_right_or_wrong(string number)
    {
        await _rig.RunAsync($"{ImportRig.ListHeading}\n甲,{number},因,不是日期,2026-01-01,F-FOOD,,,,,,,,\n");

        Assert.Equal(2, _rig.RejectLines.Length);
        Assert.DoesNotContain(number, _rig.RejectText, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("19800101", _rig.RejectText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_number_in_a_column_where_it_does_not_belong_is_masked_too()
    {
        await _rig.RunAsync(
            $"{ImportRig.ListHeading},备注\n甲,91520523MABHQ0013R,张三(520599198001010014)和E12345678违法,520599197507120021,2026-01-01,F-FOOD,,,,,,,,,联系人520599197512310014\n");

        Assert.Equal(2, _rig.RejectLines.Length);
        foreach (var number in new[] { "520599198001010014", "E12345678", "520599197507120021", "520599197512310014" })
            Assert.DoesNotContain(number, _rig.RejectText, StringComparison.Ordinal);
        Assert.Contains("张三(******************)和*********违法", _rig.RejectText, StringComparison.Ordinal);
        Assert.Contains("91520523MABHQ0013R", _rig.RejectText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(A1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_made_text(string formula)
    {
        await _rig.RunAsync($"{ImportRig.BaseHeading},备注\n91520523MABHQ0013R,甲,2015-01-01,,{formula}\n");

        Assert.EndsWith(",'" + formula, _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_registry_refuses_is_a_reject_with_its_reasons()
    {
        const string Row = "甲,91520523MA6HQ0013R,{0},,2026-01-01,F-FOOD,文书1,,,,,,,\n";
        await _rig.RunAsync($"{ImportRig.ListHeading}\n" + Row.Replace("{0}", "因", StringComparison.Ordinal));

        var summary = await _rig.RunAsync($"{ImportRig.ListHeading}\n" + Row.Replace("{0}", "另一事由", StringComparison.Ordinal));

        Assert.Equal((0, 1), (summary.Recorded, summary.Rejected));
        Assert.Contains("entry taken", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_on_disk_gets_its_rejects_beside_it_and_only_where_there_are_any()
    {
        var folder = Directory.CreateTempSubdirectory("verify-import-");
        try
        {
            var importer = new Importer(ImportRig.Catalogue, ImportRig.KeyOf, TimeProvider.System);
            foreach (var (name, code) in new[] { ("good.csv", "91520523MA6HQ0013R"), ("bad.csv", "91520523MABHQ0013R") })
            {
                var path = Path.Combine(folder.FullName, name);
                await File.WriteAllTextAsync(path, $"{ImportRig.BaseHeading}\n{code},甲,2015-01-01,\n", TestContext.Current.CancellationToken);
                await importer.RunAsync(path, new ImportOptions(), _rig.Sink.TakeAsync, progress: null, TestContext.Current.CancellationToken);
            }

            Assert.Equal(["bad.csv", "bad.rejects.csv", "good.csv"], folder.GetFiles().Select(static file => file.Name).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
