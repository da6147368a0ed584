using System.Net;
using System.Net.Http.Headers;
using Verify.Audit;
using Verify.Callers;
using Verify.Demo;
using Verify.Flows;
using Verify.Registry;
using Verify.Transport;
using Verify.V1;

namespace Verify.Hosting;

/// <summary>
/// Goes the way of a check before the first caller does, who would otherwise wait while it is compiled. No log, no answer: what is
/// asked here is not registered, and so its answers go nowhere.
/// </summary>
internal static class WarmUp
{
    // Code is compiled in full from its 30th call on.
    private const int Rounds = 300;

    // It must not keep anybody waiting whom it is for.
    private static readonly TimeSpan LimitMax = TimeSpan.FromSeconds(10);

    // In the catalogue that comes with the service. Where it is not in force, the first check is a cold one.
    private const string Matter = "LIC";

    // A frame with an empty message.
    private static readonly byte[] Frame = [0, 0, 0, 0, 0];

    /// <summary>Runs until it is warm, or something it needs is not there: then the first caller waits a little.</summary>
    /// <param name="foundation">What answers.</param>
    /// <param name="grpc">Where the started server listens for gRPC.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task RunAsync(Foundation foundation, Uri grpc, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LimitMax);
        try
        {
            await CheckAsync(foundation, limit.Token);
            await CallAsync(grpc, limit.Token);
        }
        catch (Exception exception) when (
            exception is StoreUnavailableException or HttpRequestException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The failure becomes a cold start, which is slow and not wrong.
        }
    }

    private static async Task CheckAsync(Foundation foundation, CancellationToken cancellation)
    {
        var flow = new CheckFlow(
            foundation.Kept.Views, new ApplicantLookup(foundation.Keys), foundation.Catalogs, new CheckRecords(foundation.Keys), new Nowhere());
        var reading = new CheckReading(foundation.Catalogs, foundation.Keys);
        var request = new CheckRequest
        {
            Subject = new Subject { Code = DemoCodes.Uscc("91", DemoCodes.IndexInOrder(0)) },
            MatterCode = Matter,
            CaseNumber = "WARM-UP",
            Stage = Stage.Accept,
            RegionCode = DemoCodes.County,
        };
        for (var i = 0; i < Rounds; i++)
        {
            var read = CheckRequest.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(request));
            if (reading.Read(read, new Caller("warm-up", null, Grants.Everything), foundation.Clock.GetUtcNow()).Value is not { } question)
                return;
            await flow.AnswerAsync(question, AnswerWriting.Chinese, cancellation);
        }
    }

    private static async Task CallAsync(Uri grpc, CancellationToken cancellation)
    {
        // Whatever proxy the environment names, this is for the process itself.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = grpc };
        for (var i = 0; i < Rounds; i++)
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, "grpc.health.v1.Health/Check")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(Frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            };
            call.Headers.TE.ParseAdd("trailers");
            using var reply = await client.SendAsync(call, cancellation);
            await reply.Content.ReadAsByteArrayAsync(cancellation);
        }
    }

    private sealed class Nowhere : IQueryRegister
    {
        public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation) => new((StoredAnswer?)null);

        public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
