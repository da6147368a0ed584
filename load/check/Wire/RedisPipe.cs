using System.Buffers.Text;
using System.Net;
using System.Text;
using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Wire;

/// <summary>A connection to Redis (RESP, version 2) for reads of one value each, pipelined: answers come in the order of the reads.</summary>
internal sealed class RedisPipe(IPEndPoint server) : IDisposable
{
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    private readonly BufferedSocket _socket = new(server);
    private readonly Queue<(long Due, long Sent)> _unanswered = [];

    /// <summary>GET of one key.</summary>
    public static byte[] Get(string key) => Encoding.UTF8.GetBytes($"*2\r\n$3\r\nGET\r\n${Encoding.UTF8.GetByteCount(key)}\r\n{key}\r\n");

    /// <summary>Whether the first of the reads without an answer was sent before an instant.</summary>
    public bool HasWaitedSince(long instant) => _unanswered.TryPeek(out var first) && first.Sent < instant;

    public void Send(ReadOnlySpan<byte> get, long due, long now)
    {
        _socket.Put(get);
        _unanswered.Enqueue((due, now));
    }

    /// <summary>Sends what has gathered and takes what has come.</summary>
    /// <param name="latency">Gets how long each answered read took from when it was due.</param>
    /// <returns>How many were answered.</returns>
    /// <exception cref="InvalidDataException">An answer is no value.</exception>
    /// <exception cref="IOException">Redis is gone.</exception>
    public int Exchange(Histogram latency)
    {
        _socket.Flush();
        if (_unanswered.Count == 0 || !_socket.Receive())
            return 0;
        if (_socket.IsBroken)
            throw new IOException("Redis ended the connection.");
        var (now, answered) = (Clock.Now, 0);
        var rest = _socket.Arrived;
        for (int length; (length = LengthOf(rest)) > 0; answered++)
        {
            latency.Record(now - _unanswered.Dequeue().Due);
            rest = rest[length..];
        }

        _socket.Take(_socket.Arrived.Length - rest.Length);
        return answered;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>How long the first answer is (<c>$LENGTH CRLF VALUE CRLF</c>); 0 where it has not come in full.</summary>
    private static int LengthOf(ReadOnlySpan<byte> answers)
    {
        var line = answers.IndexOf(LineEnd);
        if (line < 0)
            return 0;
        if (answers[0] != '$' || !Utf8Parser.TryParse(answers[1..line], out int value, out _) || value < 0)
            throw new InvalidDataException($"Redis answered a read with {Encoding.UTF8.GetString(answers[..line])}.");
        var length = line + LineEnd.Length + value + LineEnd.Length;
        return length <= answers.Length ? length : 0;
    }
}
