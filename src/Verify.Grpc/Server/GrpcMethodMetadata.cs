using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>On an endpoint: the gRPC method it serves.</summary>
public sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    /// <summary>The type that implements the service.</summary>
    public Type ServiceType { get; } = serviceType;

    /// <summary>The method.</summary>
    public IMethod Method { get; } = method;
}
