using Grpc.Core;

namespace Grpc.Server;

/// <summary>Many requests, one reply.</summary>
internal sealed class ClientStreamingHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handle, MethodSettings settings)
    : CallHandler(settings)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        RequestBody.PrepareForStream(call);
        var requests = new RequestStream<TRequest>(call, method.RequestMarshaller);
        try
        {
            call.WriteOnlyReply(await handle(requests, call), method.ResponseMarshaller);
        }
        finally
        {
            requests.Close();
        }
    }
}

/// <summary>One request, many replies.</summary>
internal sealed class ServerStreamingHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handle, MethodSettings settings)
    : CallHandler(settings)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        if (!RequestBody.TryReadOnly(call, method.RequestMarshaller, out var request))
            request = await RequestBody.ReadOnlyAsync(call, method.RequestMarshaller);
        var replies = new ResponseStream<TResponse>(call, method.ResponseMarshaller);
        try
        {
            await handle(request, replies, call);
        }
        finally
        {
            replies.Close();
        }
    }
}

/// <summary>Many requests, many replies.</summary>
internal sealed class DuplexStreamingHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handle, MethodSettings settings)
    : CallHandler(settings)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        RequestBody.PrepareForStream(call);
        var requests = new RequestStream<TRequest>(call, method.RequestMarshaller);
        var replies = new ResponseStream<TResponse>(call, method.ResponseMarshaller);
        try
        {
            await handle(requests, replies, call);
        }
        finally
        {
            requests.Close();
            replies.Close();
        }
    }
}
