namespace Grpc.Core.Interceptors;

/// <summary>Changes the context of every call a client makes, and nothing else.</summary>
internal abstract class RewritingInterceptor : Interceptor
{
    protected abstract ClientInterceptorContext<TRequest, TResponse> Rewrite<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class;

    public sealed override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Rewrite(context));

    public sealed override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Rewrite(context));

    public sealed override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(request, Rewrite(context));

    public sealed override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Rewrite(context));

    public sealed override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Rewrite(context));
}

/// <summary>Names an authority on calls that name none.</summary>
internal sealed class HostInterceptor(string host) : RewritingInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Rewrite<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context) => new(context.Method, context.Host ?? host, context.Options);
}

/// <summary>Passes the metadata of every call through a function, which gets a copy.</summary>
internal sealed class MetadataInterceptor(Func<Metadata, Metadata> rewrite) : RewritingInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Rewrite<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
    {
        var copy = new Metadata();
        foreach (var entry in context.Options.Headers ?? Metadata.Empty) copy.Add(entry);
        return new(context.Method, context.Host, context.Options.WithHeaders(rewrite(copy)));
    }
}
