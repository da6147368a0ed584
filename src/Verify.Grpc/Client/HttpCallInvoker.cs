using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>Makes the calls of a channel.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Start(method, host, options, request);
        return new(
            call.ReadOnlyReplyAsync(),
            call.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Start(method, host, options, request);
        return new(
            new ReplyReader<TRequest, TResponse>(call),
            call.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Start(method, host, options, null);
        return new(
            new RequestWriter<TRequest, TResponse>(call, options.WriteOptions),
            call.ReadOnlyReplyAsync(),
            call.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Start(method, host, options, null);
        return new(
            new RequestWriter<TRequest, TResponse>(call, options.WriteOptions),
            new ReplyReader<TRequest, TResponse>(call),
            call.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    private ClientCall<TRequest, TResponse> Start<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest? onlyRequest)
        where TRequest : class
        where TResponse : class => new(channel, method, host, options, onlyRequest);

    /// <summary>What the call objects ask of a call, as delegates made once.</summary>
    private static class Of<TRequest, TResponse>
        where TRequest : class
        where TResponse : class
    {
        public static readonly Func<object, Status> Status = call => ((ClientCall<TRequest, TResponse>)call).Status;
        public static readonly Func<object, Metadata> Trailers = call => ((ClientCall<TRequest, TResponse>)call).Trailers;
        public static readonly Action<object> Dispose = call => ((ClientCall<TRequest, TResponse>)call).Dispose();
    }
}
