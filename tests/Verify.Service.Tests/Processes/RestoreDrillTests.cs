using System.Collections.Concurrent;
using Grpc.Core;
using Verify.Hosting.Commands;
using Verify.Service.Tests.Catalogs;
using Verify.Service.Tests.Redis;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>
/// The drill of docs/en/operate.md on the embedded store: back up while it serves, lose the machine, restore elsewhere. The Redis that
/// both use has heard of what is lost.
/// </summary>
public sealed class RestoreDrillTests : IDisposable
{
    private const string Code = "91520523MA6HQ0144M";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _home = new();
    private readonly TemporaryFolder _elsewhere = new();
    private readonly Life _life = new(Code);

    public void Dispose()
    {
        _home.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task A_backup_serves_elsewhere_and_whoever_knows_more_than_it_holds_notices()
    {
        await using var redis = await RedisServer.StartAsync();
        // What is answered comes from Redis wherever that can vouch for it.
        string[] settings = [$"--Verify:Redis={redis.Endpoint}", "--Verify:RedisClient:TimeoutMs=1000", "--Verify:Cache:MemoryMiB=0"];

        var (before, lost) = await ServeBackUpAndDieAsync(redis, settings);

        string[] there = ["--data", _elsewhere.Path, "--catalog", RepositoryCatalogs.WorkedExamplesFolder, .. settings];
        Assert.Equal(CommandLine.NotStarted, await CommandLine.RunAsync(["check", Code, "--matter", "LIC", .. there], TextWriter.Null, Stop));
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["migrate", "--restored", .. there], TextWriter.Null, Stop));

        await using var restored = await ServiceProcess.StartAsync(_elsewhere.Path, settings);
        Assert.Equal(EntryState.Listed, await StateAsync(restored));
        var question = Asking.Ask(Code, "LIC");
        question.Consistency = new Consistency { AtLeast = new AtLeast { Revision = lost } };
        var behind = await Assert.ThrowsAsync<RpcException>(() => restored.Verification.CheckAsync(question, cancellationToken: Stop).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, behind.StatusCode);

        var kept = await restored.Audit.SearchChecksAsync(new SearchChecksRequest { CaseNumber = "before", PageSize = 10 }, cancellationToken: Stop);
        Assert.Equal(before, Assert.Single(kept.Checks).CheckId);

        // The same fact again, under its own id: it is lost, not half there.
        Assert.True((await restored.Registry.RecordAsync(_life.Request(1), cancellationToken: Stop)).Revision <= lost);
    }

    /// <returns>The id of a check from before the backup, and a revision from after it.</returns>
    private async Task<(string Before, long Lost)> ServeBackUpAndDieAsync(RedisServer redis, string[] settings)
    {
        await using var service = await ServiceProcess.StartAsync(_home.Path, settings);
        await service.Registry.RecordAsync(_life.Request(0), cancellationToken: Stop);
        var question = Asking.Ask(Code, "LIC");
        question.CaseNumber = "before";
        var before = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        // A reader waits for the journal, so what it has found is in the store.
        await service.Audit.SearchChecksAsync(new SearchChecksRequest { CaseNumber = "before", PageSize = 10 }, cancellationToken: Stop);

        var load = LoadAsync(service);
        ByHand.Run(Path.Combine(_home.Path, "verify.db"), $"VACUUM INTO '{_elsewhere.File("verify.db")}'");
        foreach (var key in (string[])["keys.json", "receipt-key.pem"])
            File.Copy(Path.Combine(_home.Path, key), _elsewhere.File(key));

        await service.Registry.RecordAsync(_life.Request(1), cancellationToken: Stop);
        var lost = (await service.Registry.RecordAsync(_life.Request(2), cancellationToken: Stop)).Revision;
        Assert.Equal(EntryState.UnderObjection, await StateAsync(service));
        await RedisTier.UntilAsync(async () => (await MarkersAsync(redis)).All(marker => marker.EndsWith($":{lost}", StringComparison.Ordinal)));

        service.Kill();
        Assert.NotEmpty(await load);
        return (before.CheckId, lost);
    }

    private static async Task<EntryState> StateAsync(ServiceProcess service) =>
        (await service.Verification.CheckAsync(Asking.Ask(Code, "LIC"), cancellationToken: Stop)).ListStatus.Single().State;

    private static async Task<string[]> MarkersAsync(RedisServer redis)
    {
        var names = (await redis.AskAsync("--scan", "--pattern", "verify:*:marker")).Split('\n');
        return names[0].Length == 0 ? [""] : (await redis.AskAsync(["MGET", .. names])).Split('\n');
    }

    private static async Task<ConcurrentBag<string>> LoadAsync(ServiceProcess service)
    {
        var answers = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                while (true)
                    answers.Add((await service.Verification.CheckAsync(Asking.Ask(Code, "LIC"), cancellationToken: Stop)).CheckId);
            }
            catch (RpcException killed) when (killed.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                // The machine is lost.
            }
        }));
        return answers;
    }
}
