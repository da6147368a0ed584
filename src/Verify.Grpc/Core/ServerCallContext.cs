namespace Grpc.Core;

/// <summary>What a handler knows of the call it serves, and how it shapes the answer.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? _userState;

    /// <summary>The request path: <c>/service/method</c>.</summary>
    public string Method => MethodCore;

    /// <summary>The host that the caller named.</summary>
    public string Host => HostCore;

    /// <summary>The caller's address, as <c>ipv4:1.2.3.4:5</c> or <c>ipv6:[::1]:5</c>.</summary>
    public string Peer => PeerCore;

    /// <summary>When the caller stops waiting, in UTC; <see cref="DateTime.MaxValue"/> when never.</summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>Metadata that came with the request.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Cancelled when the caller goes away or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>Metadata to send after the last message.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The status to answer with when the handler returns without an exception.</summary>
    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    /// <summary>How messages are written from here on.</summary>
    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    /// <summary>Who the caller proved to be on the transport.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>Room for interceptors to hand things to handlers.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>Sends response headers now instead of with the first message. At most once a call.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>Makes a token that hands deadline and cancellation on to calls made on behalf of this one.</summary>
    public ContextPropagationToken CreatePropagationToken(ContextPropagationOptions? options = null) =>
        CreatePropagationTokenCore(options);

    /// <summary>Implements <see cref="WriteResponseHeadersAsync"/>.</summary>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);

    /// <summary>Implements <see cref="CreatePropagationToken"/>.</summary>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);

    /// <summary>Implements <see cref="Method"/>.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>Implements <see cref="Host"/>.</summary>
    protected abstract string HostCore { get; }

    /// <summary>Implements <see cref="Peer"/>.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>Implements <see cref="Deadline"/>.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>Implements <see cref="RequestHeaders"/>.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>Implements <see cref="CancellationToken"/>.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>Implements <see cref="ResponseTrailers"/>.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>Implements <see cref="Status"/>.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>Implements <see cref="WriteOptions"/>.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>Implements <see cref="AuthContext"/>.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>Implements <see cref="UserState"/>; made when first asked for.</summary>
    protected virtual IDictionary<object, object> UserStateCore => _userState ??= [];
}
