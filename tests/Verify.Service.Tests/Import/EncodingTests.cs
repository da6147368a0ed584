using System.Text;
using Verify.Domain;

namespace Verify.Service.Tests.Import;

public sealed class EncodingTests
{
    private const string Csv = $"{ImportRig.BaseHeading}\n91520523MA6HQ0013R,金砂县鑫淼商贸㙍有限公司,2015-01-01,\n";

    private readonly ImportRig _rig = new();

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("UTF-8 with a mark")]
    [InlineData("GB18030")]
    public async Task A_file_is_read_in_its_own_encoding(string encoding)
    {
        await _rig.RunAsync(encoding switch
        {
            "UTF-8" => Encoding.UTF8.GetBytes(Csv),
            "GB18030" => HeadingTests.Gb18030(Csv),
            _ => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Csv)],
        });

        Assert.Equal("金砂县鑫淼商贸㙍有限公司", _rig.Sink.Of<SubjectRegistered>().Single().Name);
    }

    [Fact]
    public async Task A_first_Chinese_character_far_down_the_file_still_tells_the_encoding()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(static _ => "91520523MA6HQ0013R,A,2015-01-01\n"));

        var summary = await _rig.RunAsync(HeadingTests.Gb18030($"USCC,name,established_on\n{rows}91520523MA6HQ00642,恒信,2015-01-01\n"));

        Assert.Equal(5_001, summary.Rows);
        Assert.Contains(_rig.Sink.Of<SubjectRegistered>(), static fact => fact.Name == "恒信");
    }

    [Fact]
    public async Task A_file_in_neither_encoding_is_refused_with_what_to_do()
    {
        var summary = await _rig.RunAsync([.. Encoding.UTF8.GetBytes(Csv), 0xFF, 0xFF, (byte)'\n']);

        Assert.Contains("另存为", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
        Assert.Contains("UTF-8", summary.Fault!.Value.English, StringComparison.Ordinal);
        Assert.Empty(_rig.Sink.Facts);
    }

    [Fact]
    public async Task A_workbook_or_UTF_16_is_refused_with_what_to_do()
    {
        var summary = await _rig.RunAsync(Encoding.Unicode.GetBytes(Csv));

        Assert.Contains("CSV UTF-8", summary.Fault!.Value.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        Assert.NotNull((await _rig.RunAsync("")).Fault);
        Assert.NotNull((await _rig.RunAsync("\r\n\r\n")).Fault);
    }
}
