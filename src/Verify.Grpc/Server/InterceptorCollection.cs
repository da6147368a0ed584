using System.Collections.ObjectModel;
using Grpc.Core.Interceptors;

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

/// <summary>An interceptor type, and what its constructor gets beside what the container gives.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.IsAssignableTo(typeof(Interceptor))) throw new ArgumentException($"{type} is no {nameof(Interceptor)}.", nameof(type));
        Type = type;
        _arguments = arguments;
    }

    /// <summary>The interceptor type.</summary>
    public Type Type { get; }

    /// <summary>What its constructor gets beside what the container gives.</summary>
    public IReadOnlyList<object> Arguments => _arguments;
}
