using System.Collections.ObjectModel;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>The interceptors of a service, outermost first.</summary>
public class InterceptorCollection : Collection<InterceptorRegistration>
{
    /// <summary>Adds an interceptor type; <paramref name="args"/> go to its constructor beside what the container gives.</summary>
    public void Add<TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(typeof(TInterceptor), args);

    /// <summary>Adds an interceptor type; <paramref name="args"/> go to its constructor beside what the container gives.</summary>
    /// <exception cref="ArgumentException">The type is no interceptor.</exception>
    public void Add(Type interceptorType, params object[] args) => Add(new InterceptorRegistration(interceptorType, args));
}

/// <summary>An interceptor type and where its instances come from.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;
    private readonly ObjectFactory _create;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.IsAssignableTo(typeof(Interceptor))) throw new ArgumentException($"{type} is no {nameof(Interceptor)}.", nameof(type));
        Type = type;
        _arguments = arguments;
        _create = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(a => a.GetType())]);
    }

    /// <summary>The interceptor type.</summary>
    public Type Type { get; }

    /// <summary>What its constructor gets beside what the container gives.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>The container's instance, or else a new one for this call, which is disposed with the request.</summary>
    internal Interceptor For(HttpContext http)
    {
        if (_arguments.Length == 0 && http.RequestServices.GetService(Type) is Interceptor registered) return registered;

        var created = (Interceptor)_create(http.RequestServices, _arguments);
        if (created is IAsyncDisposable asyncDisposable) http.Response.RegisterForDisposeAsync(asyncDisposable);
        else if (created is IDisposable disposable) http.Response.RegisterForDispose(disposable);
        return created;
    }
}
