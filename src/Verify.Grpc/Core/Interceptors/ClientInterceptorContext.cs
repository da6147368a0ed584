namespace Grpc.Core.Interceptors;

/// <summary>The call that a client interceptor sees.</summary>
#pragma warning disable CA1815 // compared by its parts, as in the official API
public struct ClientInterceptorContext<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
#pragma warning restore CA1815
    where TRequest : class
    where TResponse : class
{
    /// <summary>The method called.</summary>
    public Method<TRequest, TResponse> Method { get; } = method;

    /// <summary>The authority named, or null for the channel's own.</summary>
    public string? Host { get; } = host;

    /// <summary>The call's options.</summary>
    public CallOptions Options { get; } = options;
}
