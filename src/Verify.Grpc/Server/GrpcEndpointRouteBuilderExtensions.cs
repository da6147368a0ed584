using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps every method of <typeparamref name="TService"/>, which derives from a generated service base. Unless
    /// <see cref="GrpcServiceOptions.IgnoreUnknownServices"/> is set, unknown methods and services answer UNIMPLEMENTED.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type is no gRPC service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var lifetimes = builder.ServiceProvider.GetService<ServiceLifetimes>()
            ?? throw new InvalidOperationException("Call AddGrpc on the service collection first.");
        var mapper = new ServiceMapper<TService>(builder, Options<TService>(builder.ServiceProvider), lifetimes);
        Bind<TService>(mapper);

        var shared = builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        if (shared.IgnoreUnknownServices != true)
            builder.ServiceProvider.GetRequiredService<UnimplementedEndpoints>().Map(builder, mapper.ServiceNames);
        return new GrpcServiceEndpointConventionBuilder(mapper.Endpoints);
    }

    private static GrpcServiceOptions<TService> Options<TService>(IServiceProvider services)
        where TService : class
    {
        var options = new GrpcServiceOptions<TService>();
        services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value.CopyTo(options);
        foreach (var own in services.GetServices<IConfigureOptions<GrpcServiceOptions<TService>>>()) own.Configure(options);
        return options;
    }

    private static void Bind<TService>(ServiceBinderBase binder)
    {
        var attribute = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException($"{typeof(TService)} derives from no generated gRPC service.");
        var bind = attribute.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(m => m.Name == attribute.BindMethodName && TakesBinder(m.GetParameters()));
        bind.Invoke(null, [binder, null]);
    }

    private static bool TakesBinder(ParameterInfo[] parameters) =>
        parameters is [var binder, _] && binder.ParameterType == typeof(ServiceBinderBase);
}
