using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>The journal of a service that is stopped, that shares its folder, or whose disk is full.</summary>
public sealed class JournalProcessTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_is_stopped_leaves_nothing_in_its_journal_and_everything_in_the_store()
    {
        using var folder = new TemporaryFolder();
        // Nothing would reach the store in time by itself.
        await using var service = await ServiceProcess.StartAsync(folder.Path, "--Verify:Register:ShipMs=10000");
        var answers = await AskAsync(service, 20);
        Assert.True(JournalBytes(folder) > 0);

        await service.StopAsync();

        Assert.Equal(0, JournalBytes(folder));
        Assert.Equal((long)answers.Count, ByHand.Run(folder.File("verify.db"), "SELECT count(*) FROM check_record"));
    }

    [Fact]
    public async Task Two_services_on_one_folder_have_a_journal_each_and_the_next_ships_what_a_dead_one_left()
    {
        using var folder = new TemporaryFolder();
        await using var one = await ServiceProcess.StartAsync(folder.Path, "--Verify:Register:ShipMs=10000");
        await using var other = await ServiceProcess.StartAsync(folder.Path, "--Verify:Register:ShipMs=10000", "--Verify:Register:AdoptMs=20");
        var left = await AskAsync(one, 5);
        var kept = await AskAsync(other, 5);
        Assert.Equal(2, Directory.GetDirectories(folder.File("journal")).Length);

        // Nobody starts: the one that runs takes over.
        one.Kill();
        string[] answered = [.. left, .. kept];
        List<string> found;
        for (var look = 0; answered.Except(found = await FindAsync(other)).Any() && look < 500; look++)
            await Task.Delay(20, Stop);

        // An answer that grew old before it could leave is on record too, and was given again under a number of its own.
        Assert.Empty(answered.Except(found));
        Assert.Distinct(found);
    }

    [Fact]
    public async Task A_full_disk_lets_no_answer_leave_and_once_there_is_room_answers_leave_again()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/prlimit"))
            Assert.Skip("prlimit is missing: no disk to fill.");
        using var folder = new TemporaryFolder();
        // The store is in memory, so that the journal alone meets the limit.
        await using var service = await ServiceProcess.StartUnderLimitsAsync(folder.Path, "--Verify:Store:Sqlite=Data Source=:memory:");
        var before = await AskAsync(service, 3);
        await LimitFilesAsync(service, new DirectoryInfo(folder.File("journal")).GetFiles("*.segment", SearchOption.AllDirectories).Max(static file => file.Length) + 10);

        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(() => AskAsync(service, 1)));
        Assert.Equal(("REGISTER_UNAVAILABLE", (int)StatusCode.Unavailable), (refused.GetDetail<ErrorInfo>()!.Reason, refused.Code));

        await LimitFilesAsync(service, null);
        var after = await AskAsync(service, 3);
        Assert.Equal(before.Concat(after).Order(), (await FindAsync(service)).Order());
    }

    private static async Task<List<string>> AskAsync(ServiceProcess service, int count)
    {
        var answers = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
            answers.Add((await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop)).CheckId)));
        return [.. answers];
    }

    private static async Task<List<string>> FindAsync(ServiceProcess service) =>
        [.. (await service.Audit.SearchChecksAsync(new SearchChecksRequest { PageSize = 100 }, cancellationToken: Stop)).Checks.Select(static check => check.CheckId)];

    /// <summary>What is in the journals beside the headers of their segments.</summary>
    private static long JournalBytes(TemporaryFolder folder) =>
        new DirectoryInfo(folder.File("journal")).GetFiles("*.segment", SearchOption.AllDirectories)
            .Sum(static file => file.Length - Audit.Journal.SegmentFormat.HeaderBytes);

    private static async Task LimitFilesAsync(ServiceProcess service, long? bytes)
    {
        using var prlimit = Process.Start("prlimit", $"--pid {service.Id} --fsize={(bytes is { } most ? $"{most}" : "unlimited")}:");
        await prlimit.WaitForExitAsync(Stop);
        Assert.Equal(0, prlimit.ExitCode);
    }
}
