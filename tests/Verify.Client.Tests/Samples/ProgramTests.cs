using System.Diagnostics;
using System.Runtime.CompilerServices;
using Verify.Client.Tests.Running;

namespace Verify.Client.Tests.Samples;

public sealed class ProgramTests(DemoCounty county) : IClassFixture<DemoCounty>
{
    [Fact]
    public async Task The_licensing_desk_runs_as_its_readers_run_it()
    {
        var output = await RunAsync("LicensingDesk", county.Address);
        Assert.Contains("CASE-101  AcceptFirst", output, StringComparison.Ordinal);
        Assert.Contains("CASE-102  AcceptPapersLater", output, StringComparison.Ordinal);
        Assert.Contains("CASE-103  ShowOfficer", output, StringComparison.Ordinal);
        Assert.Contains("closed, report", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tender_platform_runs_as_its_readers_run_it()
    {
        var output = await RunAsync("TenderPlatform", county.Address, county.BaseRegistry, "0.01", county.ReceiptKeys);
        Assert.Contains("300 bidders and a consortium examined", output, StringComparison.Ordinal);
        Assert.Contains("Awarded.", output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string sample, params string[] arguments)
    {
        using var folder = new DataFolder();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(OutputOf(sample), $"{sample}.dll"), .. arguments])
        {
            RedirectStandardOutput = true, WorkingDirectory = folder.Path,
        };
        using var program = Process.Start(start)!;
        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, program.ExitCode);
        return output;
    }

    /// <summary>Where the sample was built itself: beside the tests lies no assembly that their own frameworks have, which a sample may lack.</summary>
    private static string OutputOf(string sample, [CallerFilePath] string here = "")
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples", sample, "bin", built.Parent!.Name, built.Name);
    }
}
