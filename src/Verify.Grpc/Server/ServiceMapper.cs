using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>Maps an endpoint for every method of <typeparamref name="TService"/>. All reflection happens here, once.</summary>
internal sealed class ServiceMapper<TService> : ServiceBinderBase
    where TService : class
{
    private readonly IEndpointRouteBuilder _routes;
    private readonly GrpcServiceOptions _options;
    private readonly InterceptorPipeline _interceptors;
    private readonly Func<HttpContext, object> _activate;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public ServiceMapper(IEndpointRouteBuilder routes, GrpcServiceOptions options, ServiceLifetimes lifetimes)
    {
        var services = routes.ServiceProvider;
        _routes = routes;
        _options = options;
        _interceptors = new InterceptorPipeline(options.Interceptors, lifetimes, services);
        _activate = lifetimes.Activation(typeof(TService), services);
        _clock = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(GrpcServerLog.Category);
    }

    public List<IEndpointConventionBuilder> Endpoints { get; } = [];

    public HashSet<string> ServiceNames { get; } = [];

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var wrapped = _interceptors.Wrap<TRequest, TResponse>(
            (request, context) => invoke(ServiceFor(context), request, context));
        Map(implementation, method, new UnaryHandler<TRequest, TResponse>(method, wrapped, Settings(method)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var wrapped = _interceptors.Wrap<TRequest, TResponse>(
            (requests, context) => invoke(ServiceFor(context), requests, context));
        Map(implementation, method, new ClientStreamingHandler<TRequest, TResponse>(method, wrapped, Settings(method)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var wrapped = _interceptors.Wrap<TRequest, TResponse>(
            (request, replies, context) => invoke(ServiceFor(context), request, replies, context));
        Map(implementation, method, new ServerStreamingHandler<TRequest, TResponse>(method, wrapped, Settings(method)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = implementation
            .CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var wrapped = _interceptors.Wrap<TRequest, TResponse>(
            (requests, replies, context) => invoke(ServiceFor(context), requests, replies, context));
        Map(implementation, method, new DuplexStreamingHandler<TRequest, TResponse>(method, wrapped, Settings(method)));
    }

    private TService ServiceFor(ServerCallContext context) => (TService)_activate(context.GetHttpContext());

    private static MethodInfo Implementation(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no method for {method.FullName}.");

    private MethodSettings Settings(IMethod method) => new(method, _options, _clock, _logger);

    private void Map(MethodInfo implementation, IMethod method, CallHandler handler)
    {
        var endpoint = _routes.MapMethods(method.FullName, [HttpMethods.Post], handler.HandleAsync);
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {method.FullName}";
            builder.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method));
            // Attributes such as [Authorize] speak on services and methods; the method's come last and win.
            foreach (object attribute in typeof(TService).GetCustomAttributes(inherit: true)) builder.Metadata.Add(attribute);
            foreach (object attribute in implementation.GetCustomAttributes(inherit: true)) builder.Metadata.Add(attribute);
        });
        Endpoints.Add(endpoint);
        ServiceNames.Add(method.ServiceName);
    }
}
