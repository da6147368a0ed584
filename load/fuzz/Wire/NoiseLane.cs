using System.Net;
using System.Net.Sockets;
using Verify.Load.Fuzz.Cases;

namespace Verify.Load.Fuzz.Wire;

/// <summary>A connection for each case; what comes back is nobody's business, as long as the server takes the next.</summary>
internal sealed class NoiseLane(IPEndPoint grpc, IPEndPoint connect, Action<Case, Reply> judge)
{
    private static readonly TimeSpan ListenMax = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(Func<NoiseCase?> next)
    {
        var bytes = new byte[16 * 1024];
        while (next() is { } one)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(one.ToGrpc ? grpc : connect);
            try
            {
                using var patience = new CancellationTokenSource(ListenMax);
                await socket.SendAsync(one.Bytes, patience.Token);
                while (await socket.ReceiveAsync(bytes, patience.Token) > 0)
                {
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The server hung up, or waits for more.
            }

            judge(one, new Reply { IsCutOff = true });
        }
    }
}
