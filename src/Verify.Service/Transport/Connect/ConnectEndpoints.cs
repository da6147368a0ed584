using System.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Verify.Transport.Connect;

/// <summary>Serves the unary methods of gRPC services over the Connect protocol too, on the same paths.</summary>
public static class ConnectEndpoints
{
    /// <summary>Adds what lets Connect and gRPC share their paths. Call it beside AddGrpc, whose limits and interceptors apply.</summary>
    public static IServiceCollection AddConnect(this IServiceCollection services)
    {
        services.TryAddEnumerable(Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton<MatcherPolicy, ConnectRouting>());
        return services;
    }

    /// <summary>
    /// Maps every method of a service: unary ones are served, streaming ones say that only gRPC serves them.
    /// </summary>
    /// <typeparam name="TService">A class that derives from a generated <c>…Base</c>.</typeparam>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static IEndpointConventionBuilder MapConnectService<TService>(this IEndpointRouteBuilder endpoints)
        where TService : class
    {
        var binding = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>();
        var bind = binding?.BindType.GetMethod(binding.BindMethodName, [typeof(ServiceBinderBase), typeof(TService)]);
        if (bind is null || binding?.BindType.GetProperty("Descriptor")?.GetValue(null) is not ServiceDescriptor service)
            throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated gRPC service.");
        var group = endpoints.MapGroup("");
        bind.Invoke(null, [new ConnectBinder<TService>(group, service), null]);
        return group;
    }
}
