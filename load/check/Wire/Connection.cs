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

    private readonly Socket _socket;
    private readonly Dictionary<int, Call> _calls = [];
    private readonly List<Call> _answered = [];
    private byte[] _out = new byte[256 * 1024];
    private byte[] _in = new byte[256 * 1024];
    private int _outLength;
    private int _inLength;
    private int _nextStream = 1;
    private int _streamsMax = 100;
    private long _sendWindow = DefaultWindow;
    private int _received;
    private bool _goingAway;

    private Connection(IPEndPoint server)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        _socket.Blocking = false;
        Put(Preface);
    }

    public int Descriptor => (int)_socket.Handle;

    /// <summary>Whether the kernel has not taken everything yet.</summary>
    public bool IsFull => _outLength > 0;

    /// <summary>Whether nothing more will come: the server closed it, or it broke.</summary>
    public bool IsBroken { get; private set; }

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
    public void Flush()
    {
        var sent = 0;
        while (sent < _outLength && !IsBroken)
        {
            var taken = _socket.Send(_out.AsSpan(sent, _outLength - sent), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                break;
            IsBroken = error != SocketError.Success;
            sent += taken;
        }

        _out.AsSpan(sent, _outLength - sent).CopyTo(_out);
        _outLength -= sent;
    }

    /// <summary>Reads what has come, and gives the calls that it ends; the list is good until the next call.</summary>
    public IReadOnlyList<Call> Receive()
    {
        _answered.Clear();
        if (_inLength == _in.Length)
            Array.Resize(ref _in, _in.Length * 2);
        var count = _socket.Receive(_in.AsSpan(_inLength), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return _answered;
        IsBroken = error != SocketError.Success || count == 0;
        _inLength += Math.Max(0, count);
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
        var rest = _in.AsSpan(0, _inLength);
        while (rest.Length >= Frame.HeaderBytes)
        {
            var frame = Frame.Read(rest);
            if (rest.Length < Frame.HeaderBytes + frame.Length)
                break;
            Take(frame, rest.Slice(Frame.HeaderBytes, frame.Length));
            rest = rest[(Frame.HeaderBytes + frame.Length)..];
        }

        rest.CopyTo(_in);
        _inLength = rest.Length;
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
        Put(header);
        Put(payload);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (_outLength + bytes.Length > _out.Length)
            Array.Resize(ref _out, Math.Max(_out.Length * 2, _outLength + bytes.Length));
        bytes.CopyTo(_out.AsSpan(_outLength));
        _outLength += bytes.Length;
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
