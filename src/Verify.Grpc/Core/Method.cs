namespace Grpc.Core;

/// <summary>The shape of a method: which side streams.</summary>
public enum MethodType
{
    /// <summary>One request, one reply.</summary>
    Unary,

    /// <summary>Many requests, one reply.</summary>
    ClientStreaming,

    /// <summary>One request, many replies.</summary>
    ServerStreaming,

    /// <summary>Many requests, many replies.</summary>
    DuplexStreaming,
}

/// <summary>A method without its message types.</summary>
public interface IMethod
{
    /// <summary>The shape.</summary>
    MethodType Type { get; }

    /// <summary>The full service name, package included.</summary>
    string ServiceName { get; }

    /// <summary>The method name alone.</summary>
    string Name { get; }

    /// <summary>The request path: <c>/service/method</c>.</summary>
    string FullName { get; }
}

/// <summary>A method: shape, names and how its messages are written.</summary>
public class Method<TRequest, TResponse> : IMethod
{
    /// <summary>Creates a method.</summary>
    public Method(
        MethodType type, string serviceName, string name, Marshaller<TRequest> requestMarshaller, Marshaller<TResponse> responseMarshaller)
    {
        ArgumentNullException.ThrowIfNull(serviceName);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(requestMarshaller);
        ArgumentNullException.ThrowIfNull(responseMarshaller);
        Type = type;
        ServiceName = serviceName;
        Name = name;
        RequestMarshaller = requestMarshaller;
        ResponseMarshaller = responseMarshaller;
        FullName = $"/{serviceName}/{name}";
    }

    /// <inheritdoc/>
    public MethodType Type { get; }

    /// <inheritdoc/>
    public string ServiceName { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string FullName { get; }

    /// <summary>How requests are written.</summary>
    public Marshaller<TRequest> RequestMarshaller { get; }

    /// <summary>How replies are written.</summary>
    public Marshaller<TResponse> ResponseMarshaller { get; }
}
