using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.Options;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Verify.Transport.Connect;

/// <summary>Receives the methods of a service from its generated BindService and maps each as an endpoint.</summary>
internal sealed class ConnectBinder<TService>(IEndpointRouteBuilder endpoints, ServiceDescriptor service) : ServiceBinderBase
    where TService : class
{
    private readonly TimeProvider _time = endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
    private readonly ILogger _logger = endpoints.ServiceProvider.GetRequiredService<ILogger<ConnectBinder<TService>>>();
    private readonly GrpcServiceOptions _grpc = endpoints.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var limits = new ConnectLimits(_grpc.MaxReceiveMessageSize, _grpc.MaxSendMessageSize);
        var pipeline = ConnectPipeline.Build<TService, TRequest, TResponse>(method, _grpc.Interceptors);
        Map(method.Name, new ConnectUnaryMethod<TRequest, TResponse>(Find(method.Name), pipeline, limits, _time, _logger).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) => MapStreaming(method.Name);

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) => MapStreaming(method.Name);

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) => MapStreaming(method.Name);

    private void MapStreaming(string method) => Map(method, new ConnectStreamingMethod(Find(method)).HandleAsync);

    private void Map(string method, RequestDelegate handle) => endpoints
        .Map($"/{service.FullName}/{method}", handle)
        .WithDisplayName($"Connect - /{service.FullName}/{method}")
        .WithMetadata([.. Attributes(method), ConnectRouting.Marker.Instance]);

    // Such as [Authorize]: what holds for gRPC holds here.
    private static IEnumerable<object> Attributes(string method) => typeof(TService)
        .GetCustomAttributes(inherit: true)
        .Concat(typeof(TService).GetMethods().Where(candidate => candidate.Name == method).SelectMany(found => found.GetCustomAttributes(inherit: true)));

    private MethodDescriptor Find(string method) => service.FindMethodByName(method);
}
