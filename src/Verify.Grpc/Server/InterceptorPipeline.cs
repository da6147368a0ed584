using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace Grpc.Server;

/// <summary>Wraps handlers in interceptors, once a method; the instances come with each call.</summary>
internal static class InterceptorPipeline
{
    public static UnaryServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        IEnumerable<InterceptorRegistration> interceptors, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(
            handler,
            (inner, interceptor) => (request, context) =>
                interceptor.For(context.GetHttpContext()).UnaryServerHandler(request, context, inner));

    public static ClientStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        IEnumerable<InterceptorRegistration> interceptors, ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(
            handler,
            (inner, interceptor) => (requests, context) =>
                interceptor.For(context.GetHttpContext()).ClientStreamingServerHandler(requests, context, inner));

    public static ServerStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        IEnumerable<InterceptorRegistration> interceptors, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(
            handler,
            (inner, interceptor) => (request, replies, context) =>
                interceptor.For(context.GetHttpContext()).ServerStreamingServerHandler(request, replies, context, inner));

    public static DuplexStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        IEnumerable<InterceptorRegistration> interceptors, DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(
            handler,
            (inner, interceptor) => (requests, replies, context) =>
                interceptor.For(context.GetHttpContext()).DuplexStreamingServerHandler(requests, replies, context, inner));
}
