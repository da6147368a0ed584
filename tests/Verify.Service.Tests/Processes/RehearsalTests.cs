using System.Net;
using Verify.Audit;
using Verify.Hosting;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>What a start asks itself is asked in earnest, and is nobody's query.</summary>
public sealed class RehearsalTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_rehearsal_goes_the_whole_way_of_a_check()
    {
        await Rehearsal.PlayOnAsync(new DirectoryInfo(_folder.Path), new VerifyOptions(), Stop);

        // What it answered is on the stage, where a start would delete it.
        await using var stage = await Foundation.OpenAsync(new VerifyOptions { Data = _folder.Path }, Stop);
        var checks = await stage.Audit.SearchChecksAsync(new CheckFilter(), int.MaxValue, Stop);
        Assert.All(checks, static check => Assert.Empty(check.Refusal));
        Assert.True(checks.Select(static check => check.Disposition).Distinct().Count() > 1, $"{checks.Count} answers, all alike.");
    }

    [Fact]
    public async Task A_start_that_was_rehearsed_leaves_no_trace_of_it()
    {
        using var temporary = new TemporaryFolder();
        await using var service = await ServiceProcess.StartWithTemporaryAsync(temporary.Path, _folder.Path, "--Verify:WarmUpMs=60000");

        var metrics = await MetricsAsync(service);
        string[] tallies = [.. metrics.Where(static line => line.StartsWith("verify_answers_", StringComparison.Ordinal) || line.StartsWith("verify_dossier_reads_", StringComparison.Ordinal))];
        Assert.NotEmpty(tallies);
        Assert.All(tallies, static tally => Assert.EndsWith(" 0", tally, StringComparison.Ordinal));
        Assert.DoesNotContain(metrics, static line => line.Contains("rpc_method", StringComparison.Ordinal));
        Assert.Empty((await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop)).Checks);
        Assert.Equal(0, (await service.Audit.VerifyLogAsync(new VerifyLogRequest(), cancellationToken: Stop)).Checks);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(temporary.Path), static entry => Path.GetFileName(entry).StartsWith("verify-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_that_cannot_be_rehearsed_answers_as_well()
    {
        await using var service = await ServiceProcess.StartWithTemporaryAsync("/dev/null", _folder.Path, "--Verify:WarmUpMs=60000");
        await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop);
    }

    [Fact]
    public async Task A_start_that_is_not_rehearsed_answers_as_well()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path, "--Verify:WarmUpMs=0");
        await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop);
    }

    private static async Task<string[]> MetricsAsync(ServiceProcess service)
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return (await client.GetStringAsync(new Uri(service.Address, "metrics"), Stop)).Split('\n');
    }

    public void Dispose() => _folder.Dispose();
}
