using System.Buffers.Binary;
using System.Net.Sockets;
using Google.Protobuf;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>An HTTP/2 client that sends whatever frames a test likes, in whatever order.</summary>
internal sealed class RawGrpc : IDisposable
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8, Continuation = 9;
    public const byte EndStream = 1, Ack = 1, EndHeaders = 4;

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly Dictionary<int, RawResponse> _responses = [];
    private NetworkStream _stream = null!;
    private int _nextStream = 1;

    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    public static async Task<RawGrpc> ConnectAsync(Uri address)
    {
        var raw = new RawGrpc();
        await raw._tcp.ConnectAsync(address.Host, address.Port, Soon);
        raw._stream = raw._tcp.GetStream();
        await raw.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await raw.SendFrameAsync(Settings, 0, 0, [0, 1, 0, 0, 0, 0]); // SETTINGS_HEADER_TABLE_SIZE = 0
        return raw;
    }

    /// <summary>A whole HEADERS frame. A header given here replaces the usual one; a null value leaves it out.</summary>
    public async Task<int> SendHeadersAsync(string path, params (string Name, string? Value)[] headers)
    {
        int stream = NextStream();
        await SendFrameAsync(Headers, EndHeaders, stream, HeaderBlock(path, headers));
        return stream;
    }

    public int NextStream()
    {
        int stream = _nextStream;
        _nextStream += 2;
        return stream;
    }

    public static byte[] HeaderBlock(string path, params (string Name, string? Value)[] headers)
    {
        (string Name, string? Value)[] usual =
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"),
        ];
        var all = usual.Where(u => !headers.Any(h => h.Name == u.Name)).Concat(headers).OrderBy(h => h.Name.StartsWith(':') ? 0 : 1);
        return Hpack.Encode(all.Where(h => h.Value is not null).Select(h => (h.Name, h.Value!)));
    }

    public Task SendMessageAsync(int stream, IMessage message, bool endStream) => SendDataAsync(stream, Framed(message), endStream);

    public static byte[] Framed(IMessage message)
    {
        byte[] frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }

    public Task SendDataAsync(int stream, byte[] bytes, bool endStream) =>
        SendFrameAsync(Data, endStream ? EndStream : (byte)0, stream, bytes);

    public Task ResetAsync(int stream, int code)
    {
        byte[] payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, code);
        return SendFrameAsync(Reset, 0, stream, payload);
    }

    public async Task SendFrameAsync(byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await WriteAsync(frame);
    }

    /// <summary>Reads until so much of a reply is there, which leaves the server waiting once the window is used up.</summary>
    public async Task ReadDataAsync(int stream, int bytes)
    {
        while (ResponseOf(stream).Data.Length < bytes)
        {
            var (type, flags, of, payload) = await ReadFrameAsync() ?? throw new IOException("The connection ended.");
            await TakeAsync(type, flags, of, payload);
        }
    }

    /// <summary>Lets the server send so many bytes more.</summary>
    public async Task OpenWindowAsync(int stream, int bytes)
    {
        byte[] payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, bytes);
        await SendFrameAsync(WindowUpdate, 0, 0, payload);
        await SendFrameAsync(WindowUpdate, 0, stream, payload);
    }

    /// <summary>Reads until the stream has ended, was reset, or the connection is gone.</summary>
    public async Task<RawResponse> ReadResponseAsync(int stream)
    {
        var response = ResponseOf(stream);
        while (!response.Ended)
        {
            if (await ReadFrameAsync() is not { } frame)
            {
                response.ConnectionLost = true;
                break;
            }
            await TakeAsync(frame.Type, frame.Flags, frame.Stream, frame.Payload);
        }
        return response;
    }

    public void Dispose() => _tcp.Dispose();

    private RawResponse ResponseOf(int stream) =>
        _responses.TryGetValue(stream, out var response) ? response : _responses[stream] = new RawResponse();

    private async Task TakeAsync(byte type, byte flags, int stream, byte[] payload)
    {
        switch (type)
        {
            case Headers:
                ResponseOf(stream).AddHeaders(Hpack.Decode(payload), (flags & EndStream) != 0);
                break;
            case Data:
                ResponseOf(stream).AddData(payload, (flags & EndStream) != 0);
                break;
            case Reset:
                ResponseOf(stream).ResetCode = BinaryPrimitives.ReadInt32BigEndian(payload);
                break;
            case GoAway:
                GoAwayCode = BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4));
                break;
            case Settings or Ping when (flags & Ack) == 0:
                await AcknowledgeAsync(type, payload);
                break;
        }
    }

    /// <summary>The error code of the server's GOAWAY, if one came.</summary>
    public int? GoAwayCode { get; private set; }

    private async Task AcknowledgeAsync(byte type, byte[] payload)
    {
        try
        {
            await SendFrameAsync(type, Ack, 0, type == Ping ? payload : []);
        }
        catch (IOException)
        {
            // the server has hung up; what it said before is still to be read
        }
    }

    private async Task<(byte Type, byte Flags, int Stream, byte[] Payload)?> ReadFrameAsync()
    {
        byte[] head = new byte[9];
        try
        {
            await _stream.ReadExactlyAsync(head, Soon);
            byte[] payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8];
            await _stream.ReadExactlyAsync(payload, Soon);
            return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            return null; // EndOfStreamException included: the connection is gone
        }
    }

    private async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, Soon);
}

/// <summary>What came back on one stream.</summary>
internal sealed class RawResponse
{
    private readonly List<byte> _data = [];
    private bool _endStream;

    public List<(string Name, string Value)> Headers { get; } = [];

    public List<(string Name, string Value)> Trailers { get; } = [];

    public byte[] Data => [.. _data];

    public int? ResetCode { get; set; }

    public bool ConnectionLost { get; set; }

    public bool Ended => _endStream || ResetCode is not null;

    public string? HttpStatus => Find(Headers, ":status");

    public string? GrpcStatus => Find(Trailers, "grpc-status") ?? Find(Headers, "grpc-status");

    public string? GrpcMessage => Find(Trailers, "grpc-message") ?? Find(Headers, "grpc-message");

    public string? Header(string name) => Find(Headers, name);

    public void AddHeaders(List<(string Name, string Value)> headers, bool endStream)
    {
        (Headers.Count == 0 ? Headers : Trailers).AddRange(headers);
        _endStream = endStream;
    }

    public void AddData(byte[] data, bool endStream)
    {
        _data.AddRange(data);
        _endStream = endStream;
    }

    private static string? Find(List<(string Name, string Value)> headers, string name) =>
        headers.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault();
}
