using System.Net;
using System.Net.Sockets;

namespace Verify.Load.Check.Wire;

/// <summary>
/// A TCP connection at which nobody waits: what is put gathers until <see cref="Flush"/>, and what has come stands in
/// <see cref="Arrived"/> until it is taken.
/// </summary>
internal sealed class BufferedSocket : IDisposable
{
    private const int InitialBytes = 256 * 1024;
    private readonly Socket _socket;
    private byte[] _out = new byte[InitialBytes];
    private byte[] _in = new byte[InitialBytes];
    private int _outLength;
    private int _inLength;

    /// <exception cref="SocketException">The server is not there.</exception>
    public BufferedSocket(IPEndPoint server)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        _socket.Blocking = false;
    }

    public int Descriptor => (int)_socket.Handle;

    /// <summary>Whether the kernel has not taken everything yet.</summary>
    public bool IsFull => _outLength > 0;

    /// <summary>Whether nothing more will come: the server closed it, or it broke.</summary>
    public bool IsBroken { get; private set; }

    public ReadOnlySpan<byte> Arrived => _in.AsSpan(0, _inLength);

    public void Put(ReadOnlySpan<byte> bytes)
    {
        if (_outLength + bytes.Length > _out.Length)
            Array.Resize(ref _out, Math.Max(_out.Length * 2, _outLength + bytes.Length));
        bytes.CopyTo(_out.AsSpan(_outLength));
        _outLength += bytes.Length;
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

    /// <summary>Adds what has come to <see cref="Arrived"/>.</summary>
    /// <returns>Whether there is news, an end among it.</returns>
    public bool Receive()
    {
        if (_inLength == _in.Length)
            Array.Resize(ref _in, _in.Length * 2);
        var count = _socket.Receive(_in.AsSpan(_inLength), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return false;
        IsBroken = error != SocketError.Success || count == 0;
        _inLength += Math.Max(0, count);
        return true;
    }

    /// <summary>So many bytes of <see cref="Arrived"/> are done with.</summary>
    public void Take(int count)
    {
        _in.AsSpan(count, _inLength - count).CopyTo(_in);
        _inLength -= count;
    }

    public void Dispose() => _socket.Dispose();
}
