using System.Buffers.Binary;
using System.Net.Sockets;
using Google.Protobuf;
using Verify.Load.Fuzz.Wire;

namespace Verify.Tests.Transport;

/// <summary>A gRPC call over a connection of its own that never opens a window: what it is sent beyond the first waits with the server.</summary>
internal sealed class RawStream : IDisposable
{
    public const int FirstWindow = 65_535;
    private const int Number = 1;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private int _next = Number;

    /// <summary>Bytes of messages that came, their frames included.</summary>
    public int Received { get; private set; }

    /// <summary>Error code of RST_STREAM.</summary>
    public int? ResetCode { get; private set; }

    /// <summary>The header block that the reply began with; empty until it came.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>Error code of GOAWAY.</summary>
    public int? GoAwayCode { get; private set; }

    /// <summary>What the server allows at once, by its SETTINGS.</summary>
    public int? StreamsMax { get; private set; }

    public static async Task<RawStream> OpenAsync(Uri address, string method, params (string Name, string Value)[] headers)
    {
        var raw = new RawStream();
        await raw._tcp.ConnectAsync(address.Host, address.Port, Stop);
        await raw.SendAsync([.. Http2Frames.Preface, .. Http2Frames.Of(Http2Frames.SettingsType, 0, 0, [0, 1, 0, 0, 0, 0])]); // no dynamic table
        await raw.OpenMoreAsync(method, headers);
        return raw;
    }

    /// <summary>Opens one more call on the connection, of which no more is sent.</summary>
    public Task OpenMoreAsync(string method, params (string Name, string Value)[] headers)
    {
        var block = Hpack.Encode(
        [
            (":method", "POST"), (":scheme", "http"), (":path", $"/{method}"), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"), .. headers,
        ]);
        _next += 2;
        return SendAsync(Http2Frames.Of(Http2Frames.Headers, Http2Frames.EndHeaders, _next - 2, block));
    }

    public Task SendAsync(IMessage message, bool isLast = false)
    {
        var framed = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), framed.Length - 5);
        message.WriteTo(framed.AsSpan(5));
        return SendDataAsync(framed, isLast);
    }

    public async Task SendDataAsync(byte[] bytes, bool isLast = false)
    {
        var parts = bytes.Chunk(Http2Frames.PayloadMax).ToArray();
        foreach (var part in parts)
            await SendAsync(Http2Frames.Of(Http2Frames.Data, isLast && part == parts[^1] ? Http2Frames.EndStream : (byte)0, Number, part));
    }

    /// <summary>Breaks the call off.</summary>
    public Task CancelAsync() => SendAsync(Http2Frames.Of(Http2Frames.Reset, 0, Number, Http2Frames.BigEndian(8)));

    /// <summary>Takes frames until something is so.</summary>
    public async Task ReadUntilAsync(Func<RawStream, bool> isSo)
    {
        var head = new byte[Http2Frames.HeaderBytes];
        while (!isSo(this))
        {
            await _tcp.GetStream().ReadExactlyAsync(head, Stop);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8];
            await _tcp.GetStream().ReadExactlyAsync(payload, Stop);
            await TakeAsync(head[3], head[4], payload);
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task TakeAsync(byte type, byte flags, byte[] payload)
    {
        if (type == Http2Frames.Data)
            Received += payload.Length;
        else if (type == Http2Frames.Reset)
            ResetCode = BinaryPrimitives.ReadInt32BigEndian(payload);
        else if (type == Http2Frames.Headers && Head.Length == 0)
            Head = payload;
        else if (type == Http2Frames.GoAway)
            GoAwayCode = BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4));
        else if (type == Http2Frames.SettingsType && (flags & Http2Frames.Ack) == 0)
        {
            foreach (var setting in payload.Chunk(6).Where(static setting => setting[1] == 3))
                StreamsMax = BinaryPrimitives.ReadInt32BigEndian(setting.AsSpan(2));
            await SendAsync(Http2Frames.Of(Http2Frames.SettingsType, Http2Frames.Ack, 0, []));
        }
    }

    private async Task SendAsync(byte[] bytes) => await _tcp.GetStream().WriteAsync(bytes, Stop);
}
