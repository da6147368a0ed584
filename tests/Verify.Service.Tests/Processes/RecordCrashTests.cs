using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>
/// <c>kill -9</c> at random points while facts are recorded. After each restart: nothing acknowledged is missing, nothing is half
/// there, revisions have no gap, and sending again what was not acknowledged finishes it once.
/// </summary>
public sealed class RecordCrashTests
{
    private static readonly string[] Codes = ["91520523MA6HQ0013R", "91520523MA6HQ00642", "91520523MA6HQ01018", "91520523MA6HQ0144M"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_there_when_the_service_is_killed()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(Crashing.Seed);
        Life[] lives = [.. Codes.Select(static code => new Life(code))];
        var acknowledged = new Dictionary<string, long>();
        for (var crash = 0; crash < Crashing.Count; crash++)
        {
            await using var service = await ServiceProcess.StartAsync(folder.Path);
            await HoldsAsync(service, lives, acknowledged);
            await RecordUntilKilledAsync(service, lives, acknowledged, random.Next(1, 120));
        }

        await using var last = await ServiceProcess.StartAsync(folder.Path);
        foreach (var life in lives)
            acknowledged[life.Due.RequestId] = (await last.Registry.RecordAsync(life.Due, cancellationToken: Stop)).Revision;
        foreach (var life in lives)
            life.Done();
        await HoldsAsync(last, lives, acknowledged);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Crashing.Count} kills, {acknowledged.Count} acknowledged facts, seed {Crashing.Seed}");
    }

    /// <summary>Everybody records until the one whose acknowledgement is the last pulls the plug.</summary>
    private static async Task RecordUntilKilledAsync(
        ServiceProcess service, Life[] lives, Dictionary<string, long> acknowledged, int acknowledgements)
    {
        await Task.WhenAll(lives.Select(async life =>
        {
            try
            {
                while (true)
                {
                    var request = life.Due;
                    var revision = (await service.Registry.RecordAsync(request, cancellationToken: Stop)).Revision;
                    life.Done();
                    lock (acknowledged)
                        acknowledged[request.RequestId] = revision;
                    if (Interlocked.Decrement(ref acknowledgements) == 0)
                        service.Kill();
                }
            }
            catch (RpcException killed) when (killed.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                // Not acknowledged: recorded or not, nobody knows before the next start.
            }
        }));
    }

    private static async Task HoldsAsync(ServiceProcess service, Life[] lives, Dictionary<string, long> acknowledged)
    {
        var revisions = new SortedSet<long> { 1 };
        foreach (var life in lives)
        {
            var dossier = await service.Registry.GetDossierAsync(
                new GetDossierRequest { Subject = Asking.Subject(life.Code) }, cancellationToken: Stop);
            var facts = dossier.Facts;

            // The row without a hole, and at most the one that was under way beyond what was acknowledged.
            Assert.InRange(facts.Count, life.Count, life.Count + 1);
            for (var place = 0; place < facts.Count; place++)
            {
                var request = life.Request(place);
                Assert.Equal(request.DocumentNumber, facts[place].DocumentNumber);
                Assert.Equal(request.Fact.FactCase, facts[place].Fact.FactCase);
                if (acknowledged.TryGetValue(request.RequestId, out var revision))
                    Assert.Equal(revision, facts[place].Revision);
                Assert.True(revisions.Add(facts[place].Revision));
            }
        }

        Assert.Equal(Enumerable.Range(1, revisions.Count).Select(static revision => (long)revision), revisions);
    }
}
