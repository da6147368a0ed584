using Grpc.Core;
using Verify.Grpc.Tests.Interop.V1;

namespace Verify.Grpc.Tests.Interop;

/// <summary>A call under way, its shape forgotten.</summary>
internal sealed record Running(
    IClientStreamWriter<Request>? Requests,
    Func<IAsyncEnumerable<Reply>> Replies,
    Task<Metadata> ResponseHeaders,
    Func<Status> Status,
    Func<Metadata> Trailers,
    Action End) : IDisposable
{
    private readonly SemaphoreSlim _heard = new(0);

    public static Running Start(InteropService.InteropServiceClient client, Call call, CallOptions options)
    {
        switch (call.Method)
        {
            case "Unary":
                var unary = client.UnaryAsync(RequestOf(call.Requests[0]), options);
                return new(null, () => Single(unary.ResponseAsync), unary.ResponseHeadersAsync, unary.GetStatus, unary.GetTrailers, unary.Dispose);
            case "ServerStream":
                var down = client.ServerStream(RequestOf(call.Requests[0]), options);
                return new(
                    null, () => down.ResponseStream.ReadAllAsync(), down.ResponseHeadersAsync, down.GetStatus, down.GetTrailers, down.Dispose);
            case "ClientStream":
                var up = client.ClientStream(options);
                return new(up.RequestStream, () => Single(up.ResponseAsync), up.ResponseHeadersAsync, up.GetStatus, up.GetTrailers, up.Dispose);
            default:
                var both = client.Bidi(options);
                return new(
                    both.RequestStream, () => both.ResponseStream.ReadAllAsync(), both.ResponseHeadersAsync, both.GetStatus, both.GetTrailers,
                    both.Dispose);
        }
    }

    public async Task SendAsync(Call call)
    {
        if (Requests is null) return;
        try
        {
            foreach (var request in call.Requests)
            {
                await Requests.WriteAsync(RequestOf(request));
                if (call.PingPong) await _heard.WaitAsync();
            }
            await Requests.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The server ended the call first; its status says why.
        }
    }

    public void Heard() => _heard.Release();

    /// <summary>None, if the call ended before any came.</summary>
    public async Task<Metadata> Headers()
    {
        try
        {
            return await ResponseHeaders;
        }
        catch (RpcException)
        {
            return [];
        }
    }

    public void Dispose()
    {
        End();
        _heard.Dispose();
    }

    private static async IAsyncEnumerable<Reply> Single(Task<Reply> reply)
    {
        yield return await reply;
    }

    private static Request RequestOf(RequestSpec spec) => new()
    {
        Text = spec.Text,
        Body = Google.Protobuf.ByteString.CopyFrom(Body.Pattern(spec.Bytes)),
        ReplyBytes = (uint)spec.ReplyBytes,
        Replies = (uint)spec.Replies,
        Failure = spec.Failure is { } failure ? new Failure { Code = failure.Code, Message = failure.Message } : null,
        Hang = spec.Hang,
        CompressReply = spec.CompressReply,
    };
}
