using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Server;

/// <summary>Remembers the container's registrations, to know which services are singletons and need no scope a call.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    /// <summary>
    /// How a call gets its service: the singleton itself; or from the request's scope; or, where nothing is registered, a
    /// new instance that is disposed with the request.
    /// </summary>
    public Func<HttpContext, TService> Activation<TService>(IServiceProvider root)
        where TService : class
    {
        var registered = services.LastOrDefault(d => d.ServiceType == typeof(TService) && !d.IsKeyedService);
        if (registered?.Lifetime == ServiceLifetime.Singleton)
        {
            // Not resolved before the first call: it may depend on what starts with the host.
            TService? singleton = null;
            return _ => singleton ??= root.GetRequiredService<TService>();
        }
        if (registered is not null) return http => http.RequestServices.GetRequiredService<TService>();

        var create = ActivatorUtilities.CreateFactory<TService>([]);
        return http =>
        {
            var service = create(http.RequestServices, []);
            if (service is IAsyncDisposable asyncDisposable) http.Response.RegisterForDisposeAsync(asyncDisposable);
            else if (service is IDisposable disposable) http.Response.RegisterForDispose(disposable);
            return service;
        };
    }
}
