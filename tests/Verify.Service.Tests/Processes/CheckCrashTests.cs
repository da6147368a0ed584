using System.Collections.Concurrent;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary><c>kill -9</c> at random points while checks are answered. After each restart: what was answered is registered, once.</summary>
public sealed class CheckCrashTests
{
    private const int Callers = 8;
    private static readonly string[] Codes = ["91520523MA6HQ0013R", "91520523MA6HQ00642", "91520523MA6HQ01018", "91520523MA6HQ0144M"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("interval")]
    [InlineData("every-group")]
    public async Task What_was_answered_is_registered_exactly_once_however_often_the_service_is_killed(string fsync)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(Crashing.Seed);
        long answered = 0, registered = 0;
        // No proof runs out between an answer and its record, however starved the machine: nothing is registered twice over.
        string[] settings = [$"--Verify:Register:Fsync={fsync}", "--Verify:Register:SegmentMiB=1", "--Verify:Cache:LeaseMs=10000"];
        var service = await ServiceProcess.StartAsync(folder.Path, settings);
        try
        {
            for (var crash = 0; crash < Crashing.Count; crash++)
            {
                var answers = new ConcurrentBag<string>();
                await AskUntilKilledAsync(service, $"crash-{crash}", answers, random.Next(1, 400));
                await service.DisposeAsync();

                service = await ServiceProcess.StartAsync(folder.Path, settings);
                var found = await FindAsync(service, $"crash-{crash}");
                Assert.Equal(found.Count, found.Distinct().Count());
                Assert.Subset(found.ToHashSet(), answers.ToHashSet());
                // Beyond what was answered there is at most what was on its way.
                Assert.InRange(found.Count, answers.Count, answers.Count + Callers);
                (answered, registered) = (answered + answers.Count, registered + found.Count);
            }

            Assert.Equal(registered, await CountAsync(service));
        }
        finally
        {
            await service.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{fsync}: {Crashing.Count} kills under load, {answered} answered, {registered} registered, seed {Crashing.Seed}");
    }

    private static async Task<long> CountAsync(ServiceProcess service)
    {
        var month = DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM", null);
        var statistics = await service.Audit.GetStatisticsAsync(new GetStatisticsRequest { FromMonth = month }, cancellationToken: Stop);
        return statistics.Statistics.Sum(static one => one.Checks);
    }

    /// <summary>Everybody asks until the one whose answer is the last pulls the plug.</summary>
    private static Task AskUntilKilledAsync(ServiceProcess service, string caseNumber, ConcurrentBag<string> answers, int count) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            try
            {
                while (true)
                {
                    var question = Asking.Ask(Codes[caller % Codes.Length], "LIC");
                    question.CaseNumber = caseNumber;
                    answers.Add((await service.Verification.CheckAsync(question, cancellationToken: Stop)).CheckId);
                    if (Interlocked.Decrement(ref count) == 0)
                        service.Kill();
                }
            }
            catch (RpcException killed) when (killed.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                // Not answered: registered or not, nobody knows before the next start.
            }
        }));

    private static async Task<List<string>> FindAsync(ServiceProcess service, string caseNumber)
    {
        var request = new SearchChecksRequest { CaseNumber = caseNumber, PageSize = 100 };
        var found = new List<string>();
        do
        {
            var page = await service.Audit.SearchChecksAsync(request, cancellationToken: Stop);
            found.AddRange(page.Checks.Select(static check => check.CheckId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }
}
