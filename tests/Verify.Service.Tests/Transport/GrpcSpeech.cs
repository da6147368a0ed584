using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Verify.Tests.Transport;

/// <summary>Says gRPC over a plain HttpClient: the requests at once, the replies one by one.</summary>
internal sealed class GrpcSpeech(HttpResponseMessage response, Stream body) : IDisposable
{
    private static readonly HttpClient Client = new();

    public static async Task<GrpcSpeech> Open(EchoServer server, string path, params IMessage[] requests)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Http2, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([.. requests.SelectMany(Frame)]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new GrpcSpeech(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next reply; null at the end of the stream.</summary>
    public async Task<T?> Next<T>()
        where T : class, IMessage<T>, new()
    {
        var head = new byte[5];
        if (await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken) == 0) return null;
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        await body.ReadExactlyAsync(message, TestContext.Current.CancellationToken);
        return new MessageParser<T>(() => new T()).ParseFrom(message);
    }

    /// <summary>The status number, once the stream has ended.</summary>
    public string Status => (response.Headers.TryGetValues("grpc-status", out var only) ? only : response.TrailingHeaders.GetValues("grpc-status")).Single();

    public void Dispose() => response.Dispose();

    private static byte[] Frame(IMessage message)
    {
        var head = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), message.CalculateSize());
        return [.. head, .. message.ToByteArray()];
    }
}
