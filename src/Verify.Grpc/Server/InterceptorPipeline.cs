using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server;

/// <summary>Wraps handlers in a service's interceptors, once a method; the instances come with each call.</summary>
internal sealed class InterceptorPipeline(
    IEnumerable<InterceptorRegistration> interceptors, ServiceLifetimes lifetimes, IServiceProvider root)
{
    private readonly Func<HttpContext, object>[] _innermostFirst =
        [.. interceptors.Reverse().Select(i => lifetimes.Activation(i.Type, root, [.. i.Arguments]))];

    public UnaryServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(
            handler, (inner, activate) => (request, context) => For(activate, context).UnaryServerHandler(request, context, inner));

    public ClientStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(
            handler,
            (inner, activate) => (requests, context) => For(activate, context).ClientStreamingServerHandler(requests, context, inner));

    public ServerStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(
            handler,
            (inner, activate) => (request, replies, context) =>
                For(activate, context).ServerStreamingServerHandler(request, replies, context, inner));

    public DuplexStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(
            handler,
            (inner, activate) => (requests, replies, context) =>
                For(activate, context).DuplexStreamingServerHandler(requests, replies, context, inner));

    private static Interceptor For(Func<HttpContext, object> activate, ServerCallContext context) =>
        (Interceptor)activate(context.GetHttpContext());
}
