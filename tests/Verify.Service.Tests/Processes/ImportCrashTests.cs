using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>
/// <c>kill -9</c> at random points of a stream of facts. A stream is acknowledged at its end; sending it again from its beginning
/// finishes the work, and nothing is there twice.
/// </summary>
public sealed class ImportCrashTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string K = "91520523MA6HQ01018";
    private const int Batch = 16;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_was_killed_is_finished_by_sending_it_again_and_nothing_is_there_twice()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(Crashing.Seed);
        Life[] lives = [new(A), new(K)];
        var sent = 0;
        for (var crash = 0; crash < Crashing.Count; crash++)
        {
            var upTo = sent + random.Next(Batch, 10 * Batch);
            await using (var service = await ServiceProcess.StartAsync(folder.Path))
                await ImportUntilKilledAsync(service, lives, upTo, killAt: random.Next(upTo / Batch + 1));

            await using var restarted = await ServiceProcess.StartAsync(folder.Path);
            var summary = await ImportAsync(restarted, lives, upTo);
            Assert.Equal((2L * upTo, 2L * upTo, 0L), (summary.Received, summary.Recorded + summary.Repeated, summary.Rejected));
            Assert.True(summary.Repeated >= 2 * sent);
            sent = upTo;
            await HoldsAsync(restarted, lives, sent);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{Crashing.Count} kills, {2 * sent} facts, seed {Crashing.Seed}");
    }

    private static async Task ImportUntilKilledAsync(ServiceProcess service, Life[] lives, int upTo, int killAt)
    {
        try
        {
            using var call = service.Registry.Import(cancellationToken: Stop);
            for (var from = 0; from < upTo; from += Batch)
            {
                if (from / Batch == killAt)
                    service.Kill();
                await call.RequestStream.WriteAsync(BatchOf(lives, from, upTo), Stop);
            }

            // The last batches are under way.
            service.Kill();
            await call;
        }
        catch (Exception killed) when (killed is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.Internal } or IOException)
        {
            // Not acknowledged.
        }
    }

    private static async Task<ImportResponse> ImportAsync(ServiceProcess service, Life[] lives, int upTo)
    {
        using var call = service.Registry.Import(cancellationToken: Stop);
        for (var from = 0; from < upTo; from += Batch)
            await call.RequestStream.WriteAsync(BatchOf(lives, from, upTo), Stop);
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private static ImportRequest BatchOf(Life[] lives, int from, int upTo)
    {
        var batch = new ImportRequest();
        for (var place = from; place < Math.Min(from + Batch, upTo); place++)
            batch.Facts.AddRange(lives.Select(life => life.Request(place)));
        return batch;
    }

    private static async Task HoldsAsync(ServiceProcess service, Life[] lives, int count)
    {
        var revisions = new SortedSet<long> { 1 };
        foreach (var life in lives)
        {
            var facts = (await service.Registry.GetDossierAsync(
                new GetDossierRequest { Subject = Asking.Subject(life.Code) }, cancellationToken: Stop)).Facts;
            Assert.Equal(
                Enumerable.Range(0, count).Select(place => life.Request(place).DocumentNumber), facts.Select(static fact => fact.DocumentNumber));
            revisions.UnionWith(facts.Select(static fact => fact.Revision));
        }

        Assert.Equal(Enumerable.Range(1, lives.Length * count + 1).Select(static revision => (long)revision), revisions);
    }
}
