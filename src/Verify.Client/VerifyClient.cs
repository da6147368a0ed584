using Grpc.Net.Client;
using Verify.V1;

namespace Verify.Client;

/// <summary>
/// A connection to Verify with the generated client of each service. One instance serves a whole application; calls may be made from
/// any number of threads.
/// </summary>
/// <example>
/// <code>
/// using var verify = VerifyClient.Connect(new Uri("http://127.0.0.1:5080"));
/// var answer = await verify.Verification.CheckAsync(new CheckRequest { … });
/// </code>
/// </example>
public sealed class VerifyClient : IDisposable
{
    private readonly GrpcChannel _channel;

    private VerifyClient(GrpcChannel channel)
    {
        _channel = channel;
        Verification = new VerificationService.VerificationServiceClient(channel);
        Registry = new RegistryService.RegistryServiceClient(channel);
        Catalog = new CatalogService.CatalogServiceClient(channel);
    }

    /// <summary>Checks, batches, the one-time notice of a matter.</summary>
    public VerificationService.VerificationServiceClient Verification { get; }

    /// <summary>Facts and dossiers.</summary>
    public RegistryService.RegistryServiceClient Registry { get; }

    /// <summary>The catalogue.</summary>
    public CatalogService.CatalogServiceClient Catalog { get; }

    /// <summary>Connects on the first call.</summary>
    /// <param name="address">Address of the gRPC port: <c>http://127.0.0.1:5080</c>, or <c>https://…:5443</c> with TLS.</param>
    /// <param name="options">Handler, message sizes, retries; null for the defaults.</param>
    public static VerifyClient Connect(Uri address, GrpcChannelOptions? options = null) =>
        new(GrpcChannel.ForAddress(address, options ?? new GrpcChannelOptions()));

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
