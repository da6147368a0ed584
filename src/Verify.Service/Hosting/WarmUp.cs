using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime;
using Google.Protobuf;
using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Callers;
using Verify.Demo;
using Verify.Flows;
using Verify.Transport;
using Verify.V1;

namespace Verify.Hosting;

/// <summary>
/// Goes the way of a check before the first caller does, who would otherwise wait while it is compiled. No log, no answer: what is
/// asked here is not registered, and so its answers go nowhere.
/// </summary>
internal static class WarmUp
{
    // Of the checks, and of the calls at once, after which it looks whether there is anything left to compile.
    private const int Rounds = 100;

    // What the runtime compiles in such a round for itself.
    private const int StrayMethods = 3;

    // It compiles by the way, and in steps.
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(250);

    // In the catalogue that comes with the service. Where it is not in force, the first check is a colder one.
    private const string Matter = "LIC";

    // A frame with an empty message.
    private static readonly byte[] Frame = [0, 0, 0, 0, 0];

    /// <summary>Runs until it is warm or its time is over (<see cref="VerifyOptions.WarmUpMs"/>).</summary>
    /// <param name="foundation">What answers.</param>
    /// <param name="services">The services of the started server.</param>
    /// <param name="grpc">Where it listens for gRPC.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task RunAsync(Foundation foundation, IServiceProvider services, Uri grpc, CancellationToken cancellation)
    {
        if (foundation.Options.WarmUpMs == 0)
            return;
        var unregistered = new CheckFlow(
            foundation.Kept.Views, new ApplicantLookup(foundation.Keys), foundation.Catalogs, new CheckRecords(foundation.Keys), new Nowhere());
        var endpoint = ActivatorUtilities.CreateInstance<VerificationEndpoint>(services, unregistered);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(foundation.Options.WarmUpMs);

        // Whatever proxy the environment names, this is for the process itself.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = grpc };
        try
        {
            for (var compiling = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(compiling) < Lull;)
            {
                var before = JitInfo.GetCompiledMethodCount();
                await CheckAsync(endpoint, limit.Token);
                await Task.WhenAll(Enumerable.Range(0, Rounds).Select(_ => CallAsync(client, limit.Token)));
                if (JitInfo.GetCompiledMethodCount() > before + StrayMethods)
                    compiling = Stopwatch.GetTimestamp();
            }
        }
        catch (Exception exception) when (
            exception is HttpRequestException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The failure becomes a colder start, which is slower and not wrong.
        }
    }

    private static async Task CheckAsync(VerificationEndpoint endpoint, CancellationToken cancellation)
    {
        var caller = new Caller("warm-up", null, Grants.Everything);
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
            cancellation.ThrowIfCancellationRequested();
            await endpoint.CheckAsync(CheckRequest.Parser.ParseFrom(request.ToByteArray()), caller, AnswerWriting.Chinese, cancellation);
        }
    }

    private static async Task CallAsync(HttpClient client, CancellationToken cancellation)
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

    private sealed class Nowhere : IQueryRegister
    {
        private readonly ByteWriter _thrownAway = new();

        public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation)
        {
            _thrownAway.Clear();
            RecordCodec.Write(record, _thrownAway);
            return ValueTask.CompletedTask;
        }

        public ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation) => new((StoredAnswer?)null);

        public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
