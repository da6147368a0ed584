using System.Security.Cryptography.X509Certificates;

namespace Verify.Client.Addresses;

/// <summary>How connections are made, and how a dead one is found out.</summary>
internal static class Connection
{
    /// <summary>The greatest reply, as the service has it.</summary>
    public const int MaxReplyBytes = 4 * 1024 * 1024;

    // A host that vanished sends nothing, not even an end. The stream that follows its health keeps the pings going.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler HandlerFor(VerifyClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            KeepAlivePingDelay = PingAfter,
            KeepAlivePingTimeout = PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        if (options.ClientCertificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        if (options.CertificateAuthorities is { } authorities)
            handler.SslOptions.CertificateChainPolicy = Trusting(authorities);
        options.ConfigureHandler?.Invoke(handler);
        return handler;
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
