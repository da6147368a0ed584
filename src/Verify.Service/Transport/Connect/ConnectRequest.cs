using System.IO.Compression;
using System.IO.Pipelines;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Verify.Transport.Connect;

/// <summary>A request whose headers were understood: how its message is encoded, where it is, and what the reply may be.</summary>
/// <param name="Codec">The form of the message, and so of the reply.</param>
/// <param name="Body">Its bytes as they came.</param>
/// <param name="IsGzip">Whether those are compressed.</param>
/// <param name="AcceptsGzip">Whether the reply may be.</param>
/// <param name="Timeout">How long the caller waits; null if for ever.</param>
internal sealed record ConnectRequest(IConnectCodec Codec, PipeReader Body, bool IsGzip, bool AcceptsGzip, TimeSpan? Timeout)
{
    /// <summary>Reads one message, of at most <paramref name="limit"/> bytes once decompressed.</summary>
    public async ValueTask<IMessage> ReadAsync(MessageDescriptor type, int? limit, CancellationToken cancellation)
    {
        if (!IsGzip) return await ReadAsync(Body, type, limit, cancellation);
        var plain = PipeReader.Create(new GZipStream(Body.AsStream(), CompressionMode.Decompress));
        try
        {
            return await ReadAsync(plain, type, limit, cancellation);
        }
        catch (InvalidDataException)
        {
            throw ConnectFailure.Malformed("the body of the request is not gzip");
        }
        finally
        {
            await plain.CompleteAsync();
        }
    }

    private async ValueTask<IMessage> ReadAsync(PipeReader body, MessageDescriptor type, int? limit, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            if (read.Buffer.Length > limit) throw ConnectFailure.TooLarge("request", limit);
            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            var message = Codec.Read(read.Buffer, type);
            body.AdvanceTo(read.Buffer.End);
            return message;
        }
    }
}
