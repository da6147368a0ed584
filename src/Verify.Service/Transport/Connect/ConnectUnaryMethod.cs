using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Verify.Telemetry;
using Verify.Transport.Replies;

namespace Verify.Transport.Connect;

/// <summary>
/// One unary method, served over Connect:
/// <code>
/// (1) headers  -> how the message is encoded, or 405 / 415 / an error
/// (2) context  -> deadline, cancellation, metadata
/// (3) body     -> request message, within the size limit of gRPC
/// (4) handler  -> the same interceptors and the same method that gRPC calls
/// (5) reply    -> message or error, leading metadata as headers, trailing metadata as headers with a prefix
/// </code>
/// </summary>
internal sealed class ConnectUnaryMethod<TRequest, TResponse>(
    MethodDescriptor method,
    UnaryServerMethod<TRequest, TResponse> handler,
    ConnectLimits limits,
    TimeProvider time,
    ILogger logger)
    where TRequest : class
    where TResponse : class
{
    private readonly string _path = $"/{method.Service.FullName}/{method.Name}";

    private readonly bool _hasNoSideEffects =
        method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;

    /// <summary>Answers one HTTP request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var (request, refusal) = ConnectHandshake.Read(http, _hasNoSideEffects); // (1)
        if (request is null)
        {
            await refusal!.SendAsync(http.Response, acceptsGzip: false);
            return;
        }
        using var call = new ConnectCallContext(http, _path, request.Timeout, time); // (2)
        var (reply, failure) = await AnswerAsync(http, request, call);
        if (http.RequestAborted.IsCancellationRequested) return;
        await reply.SendAsync(http.Response, request.AcceptsGzip, call.ResponseTrailers, failure?.Trailers ?? []); // (5)
    }

    [SuppressMessage("Design", "CA1031", Justification = "whatever a handler throws becomes an error of the protocol")]
    private async Task<(ConnectReply Reply, RpcException? Failure)> AnswerAsync(HttpContext http, ConnectRequest request, ConnectCallContext call)
    {
        try
        {
            LiftServerLimit(http.Features.Get<IHttpMaxRequestBodySizeFeature>());
            var message = await request.ReadAsync(method.InputType, limits.ReceiveBytesMax, call.CancellationToken); // (3)
            var answer = await handler((TRequest)message, call); // (4)
            if (call.IsExpired) throw new OperationCanceledException(call.CancellationToken);
            if (call.Status.StatusCode != StatusCode.OK) throw new RpcException(call.Status);
            var body = request.Codec.Write(EncodedReplies.Whole((IMessage)answer));
            if (body.Length > limits.SendBytesMax) throw ConnectFailure.TooLarge("answer", limits.SendBytesMax);
            return (new ConnectReply(StatusCodes.Status200OK, request.Codec.ContentType, body), null);
        }
        catch (Exception cause)
        {
            var failure = ConnectFailure.From(cause, call, limits.ReceiveBytesMax);
            if (ConnectFailure.IsUnforeseen(failure, cause) && !http.RequestAborted.IsCancellationRequested) Log.ConnectHandlerFailed(logger, cause, _path);
            return (ConnectReply.OfError(failure), failure);
        }
    }

    // Only ever upwards: below its own limit Kestrel reads on past a refusal, so that an HTTP/1.1 caller gets to see it.
    private void LiftServerLimit(IHttpMaxRequestBodySizeFeature? server)
    {
        if (server is { IsReadOnly: false, MaxRequestBodySize: { } max } && !(max >= limits.ReceiveBytesMax))
            server.MaxRequestBodySize = limits.ReceiveBytesMax;
    }
}
