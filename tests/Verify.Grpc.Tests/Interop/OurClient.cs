using Grpc.Core;
using Grpc.Net.Client;
using Verify.Grpc.Tests.Interop.V1;

namespace Verify.Grpc.Tests.Interop;

/// <summary>Makes a described call with the runtime under test, written against the official API alone.</summary>
internal static class OurClient
{
    public static async Task<IReadOnlyList<Outcome>> PerformAsync(Call call, CancellationToken cancel)
    {
        // A channel's own handler may open a second connection before the first has said how many calls it takes.
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{call.Port}", new GrpcChannelOptions { HttpHandler = handler });
        var client = new InteropService.InteropServiceClient(channel);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, call.Parallel).Select(_ => One(client, call, cancel)));
        if (!call.Requests[0].Hang) return outcomes;
        var seen = await client.RecallAsync(new RecallRequest { Text = call.Requests[0].Text }, cancellationToken: cancel);
        return [outcomes[0] with { ServerSawEnd = seen.Ended, ServerSawDeadline = seen.HadDeadline }];
    }

    private static async Task<Outcome> One(InteropService.InteropServiceClient client, Call call, CancellationToken cancel)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        DateTime? deadline = call.TimeoutMs > 0 ? DateTime.UtcNow.AddMilliseconds(call.TimeoutMs) : null;
        var options = new CallOptions(RequestMetadata(call), deadline, cancelled.Token);
        using var running = Running.Start(client, call, options);
        var replies = new List<ReplySeen>();
        try
        {
            var sending = running.SendAsync(call);
            await foreach (var reply in running.Replies())
            {
                replies.Add(new(reply.Text, reply.Body.Length, Body.Sha256(reply.Body.Span), reply.Received));
                running.Heard();
                if (replies.Count == call.CancelAfter) await cancelled.CancelAsync();
            }
            await sending;
        }
        catch (RpcException)
        {
            // The status is read below, as it is of a call that went well.
        }
        var status = running.Status();
        return new Outcome
        {
            Code = (int)status.StatusCode,
            Message = status.Detail,
            Replies = replies,
            Headers = Joined(await running.Headers()),
            Trailers = Joined(running.Trailers()),
        };
    }

    private static Metadata RequestMetadata(Call call)
    {
        var metadata = new Metadata();
        if (call.Compress) metadata.Add("grpc-internal-encoding-request", "gzip");
        foreach (var pair in call.Metadata)
        {
            if (pair[0].EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal)) metadata.Add(pair[0], Convert.FromBase64String(pair[1]));
            else metadata.Add(pair[0], pair[1]);
        }
        return metadata;
    }

    private static SortedDictionary<string, string> Joined(Metadata metadata) => new(metadata
        .Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal))
        .GroupBy(entry => entry.Key, entry => entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value)
        .ToDictionary(group => group.Key, group => string.Join(',', group)));
}
