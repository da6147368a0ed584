using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Verify.Load.Check.Wire;

/// <summary>
/// One HTTP/2 connection with prior knowledge (RFC 9113), for unary calls whose request fits into one frame. Nothing here waits:
/// what is sent is collected until <see cref="Flush"/>, and <see cref="Receive"/> takes what has come. It is a client for measuring,
/// so it asks for large windows and no dynamic table, and a server that does what such a client need not expect (padding,
/// continuations, pushes) is an error.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int Window = 1 << 30;
    private const int DefaultWindow = 65_535;
    private const int LargestBody = 16_384;

    private static readonly byte[] Preface = MakePreface();

    private readonly BufferedSocket _socket;
    private readonly Dictionary<int, Call> _calls = [];
    private readonly List<Call> _answered = [];
    private int _nextStream = 1;
    private int _streamsMax = 100;
    private long _sendWindow = DefaultWindow;
    private int _received;
    private bool _goingAway;

    private Connection(IPEndPoint server)
    {
        _socket = new BufferedSocket(server);
        _socket.Put(Preface);
    }

    public int Descriptor => _socket.Descriptor;

    /// <summary>Whether the kernel has not taken everything yet.</summary>
    public bool IsFull => _socket.IsFull;

    /// <summary>Whether nothing more will come: the server closed it, or it broke.</summary>
    public bool IsBroken => _socket.IsBroken;

    /// <summary>Whether it is of no further use.</summary>
    public bool IsSpent => IsBroken || (_goingAway && _calls.Count == 0);

    public bool CanSend => !IsBroken && !_goingAway && _calls.Count < _streamsMax && _sendWindow >= LargestBody;

    /// <summary>Calls sent and not answered.</summary>
    public IReadOnlyCollection<Call> Calls => _calls.Values;

    public static Connection? TryOpen(IPEndPoint server)
    {
        try
        {
            return new Connection(server);
        }
        catch (SocketException)
        {
            // The failure becomes "not now": the server is down, and whoever asked tries again.
            return null;
        }
    }

    /// <summary>Sends a call. <paramref name="body"/> must be at most 16,384 bytes, the frame size that every server accepts.</summary>
    public void Send(Call call, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body, long now)
    {
        call.Begin(now);
        _calls.Add(_nextStream, call);
        PutFrame(new Frame(headers.Length, FrameType.Headers, Frame.EndHeaders, _nextStream), headers);
        PutFrame(new Frame(body.Length, FrameType.Data, Frame.EndStream, _nextStream), body);
        _sendWindow -= body.Length;
        _nextStream += 2;
    }

    /// <summary>Hands the kernel what it takes.</summary>
    public void Flush() => _socket.Flush();

    /// <summary>Reads what has come, and gives the calls that it ends; the list is good until the next call.</summary>
    public IReadOnlyList<Call> Receive()
    {
        _answered.Clear();
        if (_socket.Receive())
            Consume();
        return _answered;
    }

    /// <summary>Gives calls up that were sent before an instant, and tells the server.</summary>
    public IReadOnlyList<Call> GiveUp(Func<Call, bool> which)
    {
        _answered.Clear();
        Span<byte> reason = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(reason, 8); // CANCEL
        foreach (var (stream, call) in _calls)
        {
            if (!which(call))
                continue;
            PutFrame(new Frame(4, FrameType.ResetStream, 0, stream), reason);
            _answered.Add(call);
            _calls.Remove(stream);
        }

        return _answered;
    }

    public void Dispose() => _socket.Dispose();

    private void Consume()
    {
        var rest = _socket.Arrived;
        while (rest.Length >= Frame.HeaderBytes)
        {
            var frame = Frame.Read(rest);
            if (rest.Length < Frame.HeaderBytes + frame.Length)
                break;
            Take(frame, rest.Slice(Frame.HeaderBytes, frame.Length));
            rest = rest[(Frame.HeaderBytes + frame.Length)..];
        }

        _socket.Take(_socket.Arrived.Length - rest.Length);
    }

    private void Take(Frame frame, ReadOnlySpan<byte> payload)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                Expect(frame, (frame.Flags & Frame.Padded) == 0);
                Received(frame.Length);
                if (_calls.TryGetValue(frame.Stream, out var call))
                    call.Append(payload);
                End(frame);
                break;
            case FrameType.Headers:
                Expect(frame, (frame.Flags & (Frame.Padded | Frame.EndHeaders)) == Frame.EndHeaders);
                if (_calls.TryGetValue(frame.Stream, out call))
                    HeaderBlock.Read(payload, ref call.Status);
                End(frame);
                break;
            case FrameType.ResetStream:
                // An answer that was cut off has no status of its own.
                End(frame with { Flags = Frame.EndStream });
                break;
            case FrameType.Settings when (frame.Flags & Frame.Acknowledged) == 0:
                Learn(payload);
                PutFrame(new Frame(0, FrameType.Settings, Frame.Acknowledged, 0), []);
                break;
            case FrameType.Ping when (frame.Flags & Frame.Acknowledged) == 0:
                PutFrame(frame with { Flags = Frame.Acknowledged }, payload);
                break;
            case FrameType.GoAway:
                _goingAway = true;
                break;
            case FrameType.WindowUpdate when frame.Stream == 0:
                _sendWindow += BinaryPrimitives.ReadInt32BigEndian(payload);
                break;
            case FrameType.PushPromise or FrameType.Continuation:
                Expect(frame, false);
                break;
            default:
                break;
        }
    }

    private void End(Frame frame)
    {
        if (frame.Ends && _calls.Remove(frame.Stream, out var call))
            _answered.Add(call);
    }

    private void Learn(ReadOnlySpan<byte> settings)
    {
        for (; settings.Length >= 6; settings = settings[6..])
        {
            var (name, value) = (BinaryPrimitives.ReadInt16BigEndian(settings), BinaryPrimitives.ReadUInt32BigEndian(settings[2..]));
            if (name == 3)
                _streamsMax = (int)Math.Min(value, int.MaxValue);
        }
    }

    /// <summary>The connection's window is given back by halves, that of a stream is larger than any reply.</summary>
    private void Received(int bytes)
    {
        _received += bytes;
        if (_received < Window / 2)
            return;
        PutFrame(new Frame(4, FrameType.WindowUpdate, 0, 0), BigEndian(_received));
        _received = 0;
    }

    private void PutFrame(Frame frame, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[Frame.HeaderBytes];
        frame.Write(header);
        _socket.Put(header);
        _socket.Put(payload);
    }

    private static void Expect(Frame frame, bool expected)
    {
        if (!expected)
            throw new InvalidDataException($"{frame}: legal, but more than this client understands.");
    }

    private static byte[] MakePreface()
    {
        // No dynamic table, no pushes, windows larger than any reply; then the connection's window likewise.
        (short Name, int Value)[] settings = [(1, 0), (2, 0), (4, Window)];
        var frame = new byte[Frame.HeaderBytes];
        new Frame(settings.Length * 6, FrameType.Settings, 0, 0).Write(frame);
        var update = new byte[Frame.HeaderBytes];
        new Frame(4, FrameType.WindowUpdate, 0, 0).Write(update);
        return
        [
            .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. frame, .. settings.SelectMany(static setting => (byte[])[0, (byte)setting.Name, .. BigEndian(setting.Value)]),
            .. update, .. BigEndian(Window),
        ];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
