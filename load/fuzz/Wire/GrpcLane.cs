using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Verify.Load.Fuzz.Cases;

namespace Verify.Load.Fuzz.Wire;

/// <summary>
/// One HTTP/2 connection at a time with many cases in flight, all by one task: send what there is room for, read, judge. A case that may
/// end the connection has it for itself; one that ends it without leave is a finding, as is one that is not answered.
/// </summary>
internal sealed class GrpcLane(IPEndPoint server, int inFlight, Action<Case, Reply> judge) : IDisposable
{
    private const int FirstWindow = 65_535;
    private static readonly TimeSpan StreamMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);

    private readonly Dictionary<int, Sent> _open = [];
    private readonly byte[] _in = new byte[256 * 1024];
    private Socket? _socket;
    private MemoryStream _out = new();
    private int _filled;
    private int _nextStream = 1;
    private long _window;
    private int _streamWindow;
    private long _received;
    private int? _goAway;

    public async Task RunAsync(Func<GrpcCase?> next)
    {
        var waiting = next();
        while (waiting is not null || _open.Count > 0)
        {
            _socket ??= await ConnectAsync();
            while (waiting is not null && _open.Count < inFlight && (_open.Count == 0 || (!waiting.IsAlone && !_open.Values.First().Case.IsAlone)))
            {
                Send(waiting);
                waiting = next();
            }

            PumpBodies();
            if (!await FlushAsync() || !await ReceiveAsync())
                CutOff();
            LeaveOldStreams();
        }
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        (_filled, _nextStream, _window, _streamWindow, _received, _goAway) = (0, 1, FirstWindow, FirstWindow, 0, null);
        _out = new MemoryStream();
        _out.Write(Http2Frames.Preface);
        _out.Write(Http2Frames.Settings);
        return socket;
    }

    private void Send(GrpcCase one)
    {
        var sent = new Sent(one, Stopwatch.GetTimestamp()) { Window = _streamWindow };
        _open.Add(_nextStream, sent);
        var block = one.Headers.AsSpan();
        var type = Http2Frames.Headers;
        do
        {
            var part = block[..Math.Min(block.Length, Http2Frames.PayloadMax)];
            block = block[part.Length..];
            var end = one.Body.Length == 0 && type == Http2Frames.Headers ? Http2Frames.EndStream : 0;
            _out.Write(Http2Frames.Of(type, (byte)(end | (block.IsEmpty ? Http2Frames.EndHeaders : 0)), _nextStream, part));
            type = Http2Frames.Continuation;
        }
        while (!block.IsEmpty);
        _nextStream += 2;
    }

    private void PumpBodies()
    {
        foreach (var (stream, sent) in _open)
        {
            while (sent.Done < sent.Case.Body.Length && _window > 0 && sent.Window > 0)
            {
                var count = (int)Math.Min(Math.Min(Http2Frames.PayloadMax, sent.Case.Body.Length - sent.Done), Math.Min(_window, sent.Window));
                var ends = sent.Done + count == sent.Case.Body.Length;
                _out.Write(Http2Frames.Of(Http2Frames.Data, ends ? Http2Frames.EndStream : (byte)0, stream, sent.Case.Body.AsSpan(sent.Done, count)));
                sent.Done += count;
                sent.Window -= count;
                _window -= count;
            }
        }
    }

    private async Task<bool> FlushAsync()
    {
        try
        {
            for (var rest = _out.GetBuffer().AsMemory(0, (int)_out.Length); rest.Length > 0;)
                rest = rest[await _socket!.SendAsync(rest)..];
            _out.SetLength(0);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(_open.Values.Any(static sent => sent.MayLast) ? StreamMax : SilenceMax);
        int count;
        try
        {
            count = await _socket!.ReceiveAsync(_in.AsMemory(_filled), patience.Token);
        }
        catch (OperationCanceledException)
        {
            return _open.Values.Any(static sent => sent.MayLast);
        }
        catch (SocketException)
        {
            return false;
        }

        _filled += count;
        var at = 0;
        while (_filled - at >= Http2Frames.HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(_in.AsSpan(at)) >> 8 & 0xFFFFFF;
            if (_filled - at < Http2Frames.HeaderBytes + length)
                break;
            var stream = BinaryPrimitives.ReadInt32BigEndian(_in.AsSpan(at + 5)) & 0x7FFF_FFFF;
            Take(_in[at + 3], _in[at + 4], stream, _in.AsSpan(at + Http2Frames.HeaderBytes, length));
            at += Http2Frames.HeaderBytes + length;
        }

        _in.AsSpan(at, _filled - at).CopyTo(_in);
        _filled -= at;
        return count > 0;
    }

    private void Take(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var sent = _open.GetValueOrDefault(stream);
        switch (type)
        {
            case Http2Frames.Headers or Http2Frames.Continuation when sent is not null:
                sent.Block.AddRange(payload);
                sent.IsLast |= type == Http2Frames.Headers && (flags & Http2Frames.EndStream) != 0;
                if ((flags & Http2Frames.EndHeaders) == 0)
                    return;
                Hpack.Read(CollectionsMarshal.AsSpan(sent.Block), sent.Reply.Headers);
                sent.Block.Clear();
                flags = sent.IsLast ? Http2Frames.EndStream : (byte)0;
                break;
            case Http2Frames.Data:
                Received(payload.Length);
                break;
            case Http2Frames.Reset when sent is not null:
                sent.Reply.Reset = BinaryPrimitives.ReadInt32BigEndian(payload);
                End(stream, sent);
                return;
            case Http2Frames.SettingsType when (flags & Http2Frames.Ack) == 0:
                Learn(payload);
                _out.Write(Http2Frames.Of(Http2Frames.SettingsType, Http2Frames.Ack, 0, []));
                return;
            case Http2Frames.Ping when (flags & Http2Frames.Ack) == 0:
                _out.Write(Http2Frames.Of(Http2Frames.Ping, Http2Frames.Ack, 0, payload));
                return;
            case Http2Frames.GoAway:
                _goAway = BinaryPrimitives.ReadInt32BigEndian(payload[4..]);
                return;
            case Http2Frames.WindowUpdate when stream == 0:
                _window += BinaryPrimitives.ReadInt32BigEndian(payload);
                return;
            case Http2Frames.WindowUpdate when sent is not null:
                sent.Window += BinaryPrimitives.ReadInt32BigEndian(payload);
                return;
            default:
                return;
        }

        if (sent is not null && (flags & Http2Frames.EndStream) != 0)
            End(stream, sent);
    }

    private void Learn(ReadOnlySpan<byte> settings)
    {
        for (; settings.Length >= 6; settings = settings[6..])
        {
            if (settings[1] != 4)
                continue;
            var window = BinaryPrimitives.ReadInt32BigEndian(settings[2..]);
            foreach (var sent in _open.Values)
                sent.Window += window - _streamWindow;
            _streamWindow = window;
        }
    }

    private void Received(int bytes)
    {
        _received += bytes;
        if (_received < Http2Frames.WindowMax / 2)
            return;
        _out.Write(Http2Frames.Of(Http2Frames.WindowUpdate, 0, 0, Http2Frames.BigEndian((int)_received)));
        _received = 0;
    }

    private void End(int stream, Sent sent)
    {
        _open.Remove(stream);
        judge(sent.Case, sent.Reply);
        if (sent.Done == sent.Case.Body.Length || sent.Reply.Reset is not null)
            return;
        // Answered before it was all there; the rest is never sent.
        _out.Write(Http2Frames.Of(Http2Frames.Reset, 0, stream, Http2Frames.BigEndian(8)));
    }

    private void LeaveOldStreams()
    {
        foreach (var (stream, sent) in _open.Where(static pair => pair.Value.MayLast && Stopwatch.GetElapsedTime(pair.Value.Since) > StreamMax).ToArray())
        {
            sent.Reply.IsLeft = true;
            sent.Reply.Reset = 8;
            _out.Write(Http2Frames.Of(Http2Frames.Reset, 0, stream, Http2Frames.BigEndian(8)));
            End(stream, sent);
        }
    }

    private void CutOff()
    {
        _socket!.Dispose();
        _socket = null;
        foreach (var sent in _open.Values.ToArray())
        {
            (sent.Reply.IsCutOff, sent.Reply.GoAway) = (true, _goAway);
            judge(sent.Case, sent.Reply);
        }

        _open.Clear();
    }

    private sealed class Sent(GrpcCase one, long since)
    {
        public GrpcCase Case { get; } = one;

        public long Since { get; } = since;

        public Reply Reply { get; } = new();

        /// <summary>A header block so far.</summary>
        public List<byte> Block { get; } = [];

        /// <summary>Whether nothing follows that block.</summary>
        public bool IsLast { get; set; }

        public int Done { get; set; }

        public long Window { get; set; }

        /// <summary>Streams that follow something end by their deadline, unless that is what was broken.</summary>
        public bool MayLast { get; } = one.Method is "VerificationService/Watch" or "RegistryService/ReadFacts" or "VerificationService/Screen" or "RegistryService/Import";
    }
}
