using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Verify.Grpc.Tests.Interop;

/// <summary>
/// A relay between client and server that notes the HTTP/2 frames passing by, so that compression, trailers-only replies and the
/// number of connections are seen, not believed.
/// </summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<Http2Frame> _requests = new();
    private readonly ConcurrentQueue<Http2Frame> _replies = new();
    private readonly List<Task> _relays = [];
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _connections;

    public Wire(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections;

    /// <summary>The bytes of the first call's messages, with their five-byte prefixes.</summary>
    public void MessageBytesAre(int request, int reply)
    {
        Assert.Equal(request, FirstCall(_requests, FrameType.Data).Sum(frame => frame.Length));
        Assert.Equal(reply, FirstCall(_replies, FrameType.Data).Sum(frame => frame.Length));
    }

    public void RequestIsCompressed(int atMost) => IsCompressed(_requests, atMost);

    public void ReplyIsCompressed(int atMost) => IsCompressed(_replies, atMost);

    public void ReplyIsTrailersOnly()
    {
        Assert.Empty(FirstCall(_replies, FrameType.Data));
        Assert.True(Assert.Single(FirstCall(_replies, FrameType.Headers)).EndsStream);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_relays);
        _over.Dispose();
        _listener.Dispose();
    }

    private static void IsCompressed(IEnumerable<Http2Frame> frames, int atMost)
    {
        var data = FirstCall(frames, FrameType.Data).ToArray();
        Assert.Equal(1, data.First(frame => frame.Length > 0).FirstByte);
        Assert.InRange(data.Sum(frame => frame.Length), 1, atMost);
    }

    private static IEnumerable<Http2Frame> FirstCall(IEnumerable<Http2Frame> frames, FrameType type) =>
        frames.Where(frame => frame.Stream == 1 && frame.Type == type);

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_over.Token);
                Interlocked.Increment(ref _connections);
                _relays.Add(Relay(client));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Relay(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _over.Token);
                client.NoDelay = server.NoDelay = true;
                var up = Pump(client, server, new Http2FrameReader(_requests, preface: true));
                var down = Pump(server, client, new Http2FrameReader(_replies, preface: false));
                await Task.WhenAny(up, down);
                client.Close();
                server.Close();
                await Task.WhenAll(up, down);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either end hung up, or the test is over; what came of the call is the client's to tell.
            }
        }
    }

    private async Task Pump(TcpClient from, TcpClient to, Http2FrameReader reader)
    {
        var buffer = new byte[64 * 1024];
        var source = from.GetStream();
        var target = to.GetStream();
        while (true)
        {
            var count = await source.ReadAsync(buffer, _over.Token);
            if (count == 0) return;
            reader.Read(buffer.AsSpan(0, count));
            await target.WriteAsync(buffer.AsMemory(0, count), _over.Token);
        }
    }
}
