using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Google.Protobuf;
using Verify.Demo;
using Verify.V1;

namespace Verify.Hosting;

/// <summary>Who asks in a <see cref="Rehearsal"/>, over the wire and from outside the service's own code.</summary>
internal sealed class RehearsalCaller : IDisposable
{
    // A caller's first bytes come a way through the network after its connection; a server that has to wait for them goes another way.
    private static readonly TimeSpan Travel = TimeSpan.FromMilliseconds(5);

    private readonly HttpClient _client;

    /// <param name="key">Its API key; null for nobody's.</param>
    public RehearsalCaller(string? key = null)
    {
        _client = new HttpClient(new SocketsHttpHandler
        {
            // Whatever proxy the environment names, this is for the process itself.
            UseProxy = false,
#pragma warning disable CA5359 // It asks its own process, by an address that the certificate need not name, and says nothing secret.
            SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
#pragma warning restore CA5359
            ConnectCallback = ConnectAsync,
        });
        if (key is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Asks for a page.</summary>
    public Task LookAsync(Uri page, bool isHttp2, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, page) { Version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11 }, cancellation);

    /// <summary>Asks about an organisation of the demonstration county.</summary>
    public Task CheckAsync(Uri grpc, string code, CancellationToken cancellation)
    {
        var check = new CheckRequest
        {
            Subject = new Subject { Code = code },
            MatterCode = "LIC",
            CaseNumber = "REHEARSAL",
            Stage = Stage.Accept,
            RegionCode = DemoCodes.County,
        };
        // gRPC's frame: not compressed, the length in four bytes, the message.
        byte[] frame = [0, 0, 0, 0, checked((byte)check.CalculateSize()), .. check.ToByteArray()];
        return SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(grpc, "verify.v1.VerificationService/Check"))
            {
                Version = HttpVersion.Version20,
                Headers = { TE = { new TransferCodingWithQualityHeaderValue("trailers") } },
                Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            },
            cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            using var reply = await _client.SendAsync(request, cancellation);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            await Task.Delay(Travel, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
