using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Verify.Hosting;

/// <summary>Section <c>Verify:Limits</c>: how much one connection, one message and one caller may take of the service.</summary>
public sealed class LimitOptions
{
    /// <summary>Connections at once; further ones are closed.</summary>
    public int ConnectionsMax { get; set; } = 10_000;

    /// <summary>Calls at once on one HTTP/2 connection; further ones wait with the client.</summary>
    public int StreamsPerConnectionMax { get; set; } = 100;

    /// <summary>Bytes of all headers of one request.</summary>
    public int HeaderBytesMax { get; set; } = 32_768;

    /// <summary>Bytes of one message, in and out, once decompressed.</summary>
    public int MessageBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long headers may take to come, in seconds.</summary>
    public int HeadersSeconds { get; set; } = 30;

    /// <summary>How long a connection may be silent before it is asked whether it lives, in seconds.</summary>
    public int PingSeconds { get; set; } = 30;

    /// <summary>How long it may take to answer that, in seconds.</summary>
    public int PingTimeoutSeconds { get; set; } = 20;

    /// <summary>How slowly a reply may be read, and a unary request sent, in bytes a second; slower connections are closed.</summary>
    public int BytesPerSecondMin { get; set; } = 240;

    /// <summary>For how long they may be slower, in seconds.</summary>
    public int GraceSeconds { get; set; } = 5;

    /// <summary>How long a message of a stream may wait for its reader, in seconds; then the stream is reset with ENHANCE_YOUR_CALM.</summary>
    public int UnreadSeconds { get; set; } = 30;

    /// <summary>Batches, groups of screenings and messages of imports that are worked on at once; 0 takes half of the processors.</summary>
    public int BatchesMax { get; set; }

    /// <summary>How many of one caller may wait for that.</summary>
    public int BatchesWaitingMax { get; set; } = 16;

    /// <summary>The longest that a call which asks for more than there is for its caller waits for its refusal, in milliseconds.</summary>
    public int RefusalMs { get; set; } = 200;

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        (string Name, int Value, int Least, int Most)[] bounds =
        [
            (nameof(ConnectionsMax), ConnectionsMax, 1, 1_000_000),
            (nameof(StreamsPerConnectionMax), StreamsPerConnectionMax, 1, 100_000),
            (nameof(HeaderBytesMax), HeaderBytesMax, 4_096, 1_048_576),
            (nameof(MessageBytesMax), MessageBytesMax, 65_536, 64 * 1024 * 1024),
            (nameof(HeadersSeconds), HeadersSeconds, 1, 600),
            (nameof(PingSeconds), PingSeconds, 1, 3_600),
            (nameof(PingTimeoutSeconds), PingTimeoutSeconds, 1, 600),
            (nameof(BytesPerSecondMin), BytesPerSecondMin, 1, 1_000_000),
            (nameof(GraceSeconds), GraceSeconds, 2, 600),
            (nameof(UnreadSeconds), UnreadSeconds, 2, 3_600),
            (nameof(BatchesMax), BatchesMax, 0, 1_024),
            (nameof(BatchesWaitingMax), BatchesWaitingMax, 0, 10_000),
            (nameof(RefusalMs), RefusalMs, 0, 10_000),
        ];
        return bounds.Where(static bound => bound.Value < bound.Least || bound.Value > bound.Most)
            .Select(static bound => $"Verify:Limits:{bound.Name}: between {bound.Least} and {bound.Most}.");
    }

    /// <summary>Holds a server to them.</summary>
    public void Apply(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = ConnectionsMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(HeadersSeconds);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecondMin, TimeSpan.FromSeconds(GraceSeconds));
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecondMin, TimeSpan.FromSeconds(GraceSeconds));
        limits.Http2.MaxStreamsPerConnection = StreamsPerConnectionMax;
        limits.Http2.MaxRequestHeaderFieldSize = HeaderBytesMax;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(PingSeconds);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(PingTimeoutSeconds);
    }
}
