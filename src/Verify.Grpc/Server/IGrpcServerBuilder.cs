using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Where further configuration of gRPC hangs on.</summary>
public interface IGrpcServerBuilder
{
    /// <summary>The container's services.</summary>
    IServiceCollection Services { get; }
}
