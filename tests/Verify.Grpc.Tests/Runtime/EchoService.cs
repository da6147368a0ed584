using Google.Protobuf;
using Grpc.Core;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>Does what each request says; see echo.proto.</summary>
internal sealed class EchoService(EchoProbe probe) : Echo.EchoBase
{
    public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
    {
        await ObeyAsync(request, context);
        Fail(request);
        return Reply(request, context, 0);
    }

    public override async Task ServerStream(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        if (!request.WaitForCancel) await ObeyAsync(request, context);
        for (int i = 0; i < request.ReplyCount; i++) await responseStream.WriteAsync(Reply(request, context, i));
        if (request.WaitForCancel) await ObeyAsync(request, context);
        Fail(request);
    }

    public override async Task<EchoReply> ClientStream(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        int count = 0;
        var last = new EchoRequest();
        await foreach (var request in requestStream.ReadAllAsync())
        {
            last = request;
            count++;
            await ObeyAsync(request, context);
            Fail(request);
        }
        return Reply(last, context, count);
    }

    public override async Task Bidi(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        int sent = 0;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            await ObeyAsync(request, context);
            for (int i = 0; i < Math.Max(1, request.ReplyCount); i++) await responseStream.WriteAsync(Reply(request, context, sent++));
            Fail(request);
        }
    }

    private async Task ObeyAsync(EchoRequest request, ServerCallContext context)
    {
        probe.Started(context);
        await EchoMetadataAsync(request, context);
        if (request.WaitForCancel) await WaitForCancelAsync(context);
        if (request.ThrowException) throw new InvalidOperationException(request.StatusMessage);
    }

    private async Task WaitForCancelAsync(ServerCallContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        finally
        {
            probe.Cancelled(context);
        }
    }

    private static async Task EchoMetadataAsync(EchoRequest request, ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (string key in request.EchoMetadata)
        {
            foreach (var entry in context.RequestHeaders.GetAll(key))
            {
                headers.Add(entry);
                if (entry.IsBinary) context.ResponseTrailers.Add(key[..^4] + "-trailer-bin", entry.ValueBytes);
                else context.ResponseTrailers.Add(key + "-trailer", entry.Value);
            }
        }
        if (headers.Count > 0 || request.SendHeadersFirst) await context.WriteResponseHeadersAsync(headers);
    }

    private static void Fail(EchoRequest request)
    {
        if (request.StatusCode != 0) throw new RpcException(new Status((StatusCode)request.StatusCode, request.StatusMessage));
    }

    private static EchoReply Reply(EchoRequest request, ServerCallContext context, int count) => new()
    {
        Text = request.Text,
        Payload = request.ReplyPayloadBytes > 0
            ? UnsafeByteOperations.UnsafeWrap(Enumerable.Repeat((byte)'a', request.ReplyPayloadBytes).ToArray())
            : request.Payload,
        Count = count,
        DeadlineMs = context.Deadline == DateTime.MaxValue ? 0 : (long)(context.Deadline - DateTime.UtcNow).TotalMilliseconds,
        Peer = context.Peer,
    };
}
