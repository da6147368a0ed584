using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Verify.Transport.Connect;

/// <summary>What a handler sees of a Connect call; it cannot tell it from a gRPC call unless it looks at the HTTP context.</summary>
internal sealed class ConnectCallContext : ServerCallContext, IDisposable
{
    // Under this key gRPC's GetHttpContext() looks for the context of a call that is not its own.
    private const string HttpContextKey = "__HttpContext";
    private static readonly TimeSpan TimerMax = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly HttpContext _http;
    private readonly string _method;
    private readonly DateTime _deadline = DateTime.MaxValue;
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _timerOrAbort;
    private Metadata? _requestHeaders;

    public ConnectCallContext(HttpContext http, string method, TimeSpan? timeout, TimeProvider time)
    {
        _http = http;
        _method = method;
        UserState[HttpContextKey] = http;
        if (timeout is not { } span) return;
        _deadline = (time.GetUtcNow() + span).UtcDateTime;
        _timer = new CancellationTokenSource(span < TimerMax ? span : TimerMax, time);
        _timerOrAbort = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, http.RequestAborted);
    }

    /// <summary>True once the deadline has passed.</summary>
    public bool IsExpired => _timer is { IsCancellationRequested: true };

    protected override string MethodCore => _method;

    protected override string HostCore => _http.Request.Host.Value ?? "";

    protected override string PeerCore => _http.Connection.RemoteIpAddress is not { } address
        ? "unknown"
        : $"{(address.AddressFamily == AddressFamily.InterNetwork ? "ipv4" : "ipv6")}:{new IPEndPoint(address, _http.Connection.RemotePort)}";

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ConnectMetadata.Read(_http.Request.Headers);

    protected override CancellationToken CancellationTokenCore => _timerOrAbort?.Token ?? _http.RequestAborted;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    /// <summary>Keeps the headers until the reply is known: its HTTP status goes first.</summary>
    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ConnectMetadata.Write(responseHeaders, _http.Response.Headers, prefix: "");
        return Task.CompletedTask;
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass the call's deadline and cancellation token to the outgoing call instead.");

    public void Dispose()
    {
        _timerOrAbort?.Dispose();
        _timer?.Dispose();
    }
}
