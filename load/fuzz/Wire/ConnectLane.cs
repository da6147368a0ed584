using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Load.Fuzz.Cases;

namespace Verify.Load.Fuzz.Wire;

/// <summary>One HTTP/1.1 connection at a time, one request at a time.</summary>
internal sealed class ConnectLane(IPEndPoint server, Action<Case, Reply> judge)
{
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);
    private readonly byte[] _in = new byte[256 * 1024];
    private int _filled;

    public async Task RunAsync(Func<ConnectCase?> next)
    {
        Socket? socket = null;
        while (next() is { } one)
        {
            socket ??= await ConnectAsync();
            var reply = await AskAsync(socket, one);
            judge(one, reply);
            if (!reply.IsCutOff && !one.IsAlone && reply["connection"] != "close")
                continue;
            socket.Dispose();
            socket = null;
        }

        socket?.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        _filled = 0;
        return socket;
    }

    private async Task<Reply> AskAsync(Socket socket, ConnectCase one)
    {
        var reply = new Reply();
        try
        {
            using var patience = new CancellationTokenSource(SilenceMax);
            await SendAsync(socket, one.Request, patience.Token);
            var head = await HeadAsync(socket, reply, patience.Token);
            reply.Body = await BodyAsync(socket, head, reply, patience.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException)
        {
            reply.IsCutOff = true;
        }

        return reply;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            for (ReadOnlyMemory<byte> rest = bytes; rest.Length > 0;)
                rest = rest[await socket.SendAsync(rest, cancellation)..];
        }
        catch (SocketException)
        {
            // It may have answered before it had read everything.
        }
    }

    /// <returns>Bytes up to the body.</returns>
    private async Task<int> HeadAsync(Socket socket, Reply reply, CancellationToken cancellation)
    {
        int end;
        while ((end = _in.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await ReceiveAsync(socket, cancellation);
        var lines = Encoding.Latin1.GetString(_in, 0, end).Split("\r\n");
        reply.Headers[":status"] = lines[0].Split(' ')[1];
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            reply.Headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        return end + 4;
    }

    private async Task<string> BodyAsync(Socket socket, int head, Reply reply, CancellationToken cancellation)
    {
        var isChunked = reply["transfer-encoding"] == "chunked";
        if (!isChunked && !int.TryParse(reply["content-length"], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return Consume(head, 0);
        var length = isChunked ? 0 : int.Parse(reply["content-length"], CultureInfo.InvariantCulture);
        var kept = new MemoryStream();
        if (!isChunked)
        {
            var taken = Math.Min(length, _filled - head);
            kept.Write(_in, head, taken);
            Consume(head + taken, 0);
            while (kept.Length < length)
            {
                await ReceiveAsync(socket, cancellation);
                taken = (int)Math.Min(length - kept.Length, _filled);
                kept.Write(_in, 0, taken);
                Consume(taken, 0);
            }

            return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
        }

        while (_in.AsSpan(head, _filled - head).IndexOf("0\r\n\r\n"u8) < 0)
            await ReceiveAsync(socket, cancellation);
        return Consume(head, _filled - head);
    }

    private async Task ReceiveAsync(Socket socket, CancellationToken cancellation)
    {
        var count = await socket.ReceiveAsync(_in.AsMemory(_filled), cancellation);
        if (count == 0)
            throw new IOException("The connection ended.");
        _filled += count;
    }

    private string Consume(int head, int body)
    {
        var text = Encoding.UTF8.GetString(_in, head, body);
        _in.AsSpan(head + body, _filled - head - body).CopyTo(_in);
        _filled -= head + body;
        return text;
    }
}
