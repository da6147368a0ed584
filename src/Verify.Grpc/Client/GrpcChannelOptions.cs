using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a channel is made.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>How the channel is secured; null lets the address decide.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The greatest request message in bytes; null (the default) means no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The greatest reply message in bytes; null means no limit. 4 MiB by default.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Attempts at most, whatever the service config says; null means no limit. 5 by default.</summary>
    public int? MaxRetryAttempts { get; set; } = 5;

    /// <summary>Request bytes of one call kept for retries; a call that sends more is not retried. 1 MiB by default.</summary>
    public long? MaxRetryBufferPerCallSize { get; set; } = 1024 * 1024;

    /// <summary>Where the channel logs; null means nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The client to send with; excludes <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>The handler to send with; null means a handler of the channel's own.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the client or handler given here with itself.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Whether calls that end here, by token or deadline, throw <see cref="OperationCanceledException"/> instead of
    /// <see cref="RpcException"/>.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Whether call credentials may go over a connection that is not encrypted.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>How methods are called, retries included; null means plainly.</summary>
    public ServiceConfig? ServiceConfig { get; set; }

    /// <summary>Where the channel finds a <see cref="TimeProvider"/> for deadlines and waits; null means the system's.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
