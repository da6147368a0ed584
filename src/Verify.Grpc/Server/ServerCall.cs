using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.Server;

/// <summary>One call served. What a handler may never ask for is made when it asks. How a call ends: ServerCallEnding.cs.</summary>
#pragma warning disable CA1001 // the deadline is disposed where the call ends
internal sealed partial class ServerCall(HttpContext http, MethodSettings settings) : ServerCallContext
#pragma warning restore CA1001
{
    private ServerDeadline? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;
    private string? _peer;
    private Status _status;

    public HttpContext Http { get; } = http;

    public MethodSettings Settings { get; } = settings;

    /// <summary>How the request's messages are compressed; null for not at all.</summary>
    public string? RequestEncoding { get; private set; }

    /// <summary>How the reply's messages are compressed; null for not at all.</summary>
    public string? ResponseEncoding { get; private set; }

    /// <summary>Reads the headers that bear on the call as a whole. Most calls have none of them.</summary>
    /// <exception cref="RpcException">INTERNAL: a malformed timeout; UNIMPLEMENTED: an unknown encoding.</exception>
    public void Open()
    {
        var headers = Http.Request.Headers;
        if (headers.GrpcTimeout is { Count: > 0 } timeout) StartDeadline(timeout.ToString());
        if (headers.GrpcEncoding is { Count: > 0 } encoding) UseRequestEncoding(encoding.ToString());
        if (Settings.ResponseEncoding is not null && Encodings.IsIn(headers.GrpcAcceptEncoding.ToString(), Settings.ResponseEncoding))
            UseResponseEncoding(Settings.ResponseEncoding);
    }

    /// <summary>Writes a reply message into the response's buffer; what flushes it is the caller's matter.</summary>
    public void WriteReply<T>(T message, Marshaller<T> marshaller)
    {
        bool plain = (WriteOptionsCore?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        MessageWriting.Write(
            Http.Response.BodyWriter, message, marshaller, plain ? null : ResponseEncoding, Settings.ResponseLevel, Settings.MaxSendSize);
        HasReply = true;
    }

    /// <summary>Writes the one reply of a call, unless its deadline ended it. It leaves together with the trailers.</summary>
    public void WriteOnlyReply<T>(T? message, Marshaller<T> marshaller)
        where T : class
    {
        if (message is null) throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        if (_deadline?.TryEnd() ?? true) WriteReply(message, marshaller);
    }

    /// <summary>Writes and flushes. The deadline answers the call when nobody writes, and breaks off only what nobody reads.</summary>
    /// <exception cref="OperationCanceledException">The deadline passed, or <paramref name="cancellation"/> was cancelled.</exception>
    public async Task WithinDeadlineAsync(Func<CancellationToken, Task> write, CancellationToken cancellation)
    {
        if (_deadline is not { } deadline)
        {
            await write(cancellation);
            return;
        }
        if (!deadline.TryBeginWrite())
        {
            // Whoever hears of this looks at the token next, which is cancelled once the call is answered.
            if (deadline.IsExpired) await deadline.ExpiryDone;
            throw new OperationCanceledException("The deadline passed.", deadline.Token);
        }
        try
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            await write(linked.Token);
        }
        finally
        {
            deadline.EndWrite();
        }
    }

    protected override string MethodCore => Settings.Method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => _peer ??= PeerName.Of(Http.Connection);

    protected override DateTime DeadlineCore => _deadline?.When ?? DateTime.MaxValue;

    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? Http.RequestAborted;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders(Http.Request.Headers);

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _authContext ??= PeerIdentity.Of(Http.Connection.ClientCertificate);

    protected override IDictionary<object, object> UserStateCore => Http.Items!;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        new ServerCallPropagation(this, options ?? ContextPropagationOptions.Default);

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (Http.Response.HasStarted) throw new InvalidOperationException("Response headers can only be sent once per call.");

        foreach (var entry in responseHeaders)
        {
            if (entry.Key == HeaderNames.EncodingRequest) UseResponseEncoding(entry.Value);
            else if (MetadataCodec.Encode(entry) is { } value) Http.Response.Headers.Append(entry.Key, value);
        }
        return WithinDeadlineAsync(cancellation => Http.Response.BodyWriter.FlushAsync(cancellation).GetTask(), default);
    }

    private void StartDeadline(string text)
    {
        if (!TimeoutCodec.TryParse(text, out var timeout))
            throw new RpcException(new Status(StatusCode.Internal, $"Malformed grpc-timeout '{text}'."));
        _deadline = new ServerDeadline(this, timeout, Settings.Clock);
    }

    private void UseRequestEncoding(string name)
    {
        if (!Encodings.IsKnown(name))
        {
            Http.Response.Headers.GrpcAcceptEncoding = Encodings.Accepted;
            throw new RpcException(WireStatus.UnknownEncoding(name));
        }
        RequestEncoding = Encodings.Compresses(name) ? name : null;
    }

    private void UseResponseEncoding(string name)
    {
        ResponseEncoding = Encodings.Compresses(name) ? name : null;
        Http.Response.Headers.GrpcEncoding = name;
    }

    private static Metadata ReadHeaders(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values) MetadataCodec.Decode(name, value, metadata);
        }
        return metadata;
    }

    private IHeaderDictionary Trailers => Http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
}
