using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Verify.Load.Echo.V1;

namespace Verify.Load.Echo;

/// <summary>
/// Load generators count HTTP statuses, and a failed gRPC call is still a 200. The probe reads replies off the wire with a plain
/// HTTP client and compares every byte and the trailing <c>grpc-status</c>.
/// </summary>
internal static class Probe
{
    private const int Samples = 500;

    public static async Task Run(int barePort, int grpcPort)
    {
        using var client = new HttpClient();
        for (var i = 0; i < Samples; i++)
        {
            var payload = new byte[Sizes.RequestPayload];
            Random.Shared.NextBytes(payload);
            await Bare(client, barePort);
            await Grpc(client, grpcPort, ByteString.CopyFrom(payload));
        }
        Console.WriteLine($"{Samples} replies of each lane are right to the byte");
    }

    private static async Task Bare(HttpClient client, int port)
    {
        using var request = Post(port, "/", new byte[Sizes.Request]);
        using var reply = await client.SendAsync(request);
        Expect(reply.StatusCode == HttpStatusCode.OK, $"bare answered {reply.StatusCode}");
        Expect((await reply.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(BareLane.Reply), "bare answered other bytes");
    }

    private static async Task Grpc(HttpClient client, int port, ByteString payload)
    {
        var sent = Frame(new EchoRequest { Payload = payload }, Sizes.Request);
        using var request = Post(port, "/verify.load.v1.EchoService/Echo", sent);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var reply = await client.SendAsync(request);
        var body = await reply.Content.ReadAsByteArrayAsync();
        var expected = Frame(new EchoResponse { Payload = payload, Padding = GrpcLane.Padding }, Sizes.Reply);
        Expect(reply.StatusCode == HttpStatusCode.OK, $"grpc answered {reply.StatusCode}");
        Expect(body.AsSpan().SequenceEqual(expected), "grpc answered other bytes");
        Expect(reply.TrailingHeaders.GetValues("grpc-status").Single() == "0", "grpc-status is not 0");
    }

    private static HttpRequestMessage Post(int port, string path, byte[] body) => new(HttpMethod.Post, $"http://127.0.0.1:{port}{path}")
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = new ByteArrayContent(body),
    };

    private static byte[] Frame(IMessage message, int size)
    {
        Expect(message.CalculateSize() == size, $"the message has {message.CalculateSize()} bytes, not {size}");
        var frame = new byte[5 + size];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), size);
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }

    private static void Expect(bool truth, string otherwise)
    {
        if (!truth) throw new InvalidOperationException(otherwise);
    }
}
