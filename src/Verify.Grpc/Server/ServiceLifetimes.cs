using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Server;

/// <summary>Remembers the container's registrations, to know which services are singletons and need no scope a call.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    /// <summary>
    /// How a call gets an instance: the singleton itself; or from the request's scope; or, where nothing is registered or
    /// arguments are given, a new one that is disposed with the request.
    /// </summary>
    public Func<HttpContext, object> Activation(Type type, IServiceProvider root, params object[] arguments)
    {
        var registered = services.LastOrDefault(d => d.ServiceType == type && !d.IsKeyedService);
        if (registered is null || arguments.Length > 0) return NewEachCall(type, arguments);
        if (registered.Lifetime != ServiceLifetime.Singleton) return http => http.RequestServices.GetRequiredService(type);

        // Not resolved before the first call: it may depend on what starts with the host.
        object? singleton = null;
        return _ => singleton ??= root.GetRequiredService(type);
    }

    private static Func<HttpContext, object> NewEachCall(Type type, object[] arguments)
    {
        var create = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(a => a.GetType())]);
        return http =>
        {
            object instance = create(http.RequestServices, arguments);
            if (instance is IAsyncDisposable asyncDisposable) http.Response.RegisterForDisposeAsync(asyncDisposable);
            else if (instance is IDisposable disposable) http.Response.RegisterForDispose(disposable);
            return instance;
        };
    }
}
