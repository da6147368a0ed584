using Grpc.Core;
using Grpc.Core.Interceptors;
using Verify.Telemetry;

namespace Verify.Transport;

/// <summary>
/// Measures every call, outermost: how long it took, how it ended, who called. A call that ends at once is measured in passing; a span is
/// begun only where somebody collects them.
/// </summary>
public sealed class CallMeter(ServiceMeter meter) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Traces.Source.HasListeners())
            return TraceAsync(request, context, continuation);
        var call = CallMeasurement.Begin(meter, context);
        var replying = continuation(request, context);
        if (!call.IsHeard)
            return replying;
        if (replying.IsCompletedSuccessfully)
            call.End(StatusCode.OK);
        else if (replying.IsFaulted)
            call.End(replying.Exception.InnerException!);
        else
            return EndLaterAsync(call, replying);
        return replying;
    }

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, () => continuation(requestStream, context));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, async () =>
        {
            await continuation(requestStream, responseStream, context);
            return true;
        });

    private async Task<T> StreamAsync<T>(ServerCallContext context, Func<Task<T>> serve)
    {
        var method = ServiceMeter.Of(Label.Method, MethodNames.Of(context.Method));
        meter.Streams.Add(1, method);
        try
        {
            return await TraceAsync(context, serve);
        }
        finally
        {
            meter.Streams.Add(-1, method);
        }
    }

    // Apart from the method above, which would else make a closure for calls that nobody traces.
    private Task<TResponse> TraceAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class =>
        TraceAsync(context, () => continuation(request, context));

    private async Task<T> TraceAsync<T>(ServerCallContext context, Func<Task<T>> serve) =>
        await EndLaterAsync(CallMeasurement.BeginTraced(meter, context), serve());

    private static async Task<T> EndLaterAsync<T>(CallMeasurement call, Task<T> replying)
    {
        try
        {
            var reply = await replying;
            call.End(StatusCode.OK);
            return reply;
        }
        catch (Exception failure)
        {
            call.End(failure);
            throw;
        }
    }
}
