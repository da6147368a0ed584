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
    /// <summary>Reads one message, of at most <paramref name="limit"/> bytes once decompressed. An empty body is never compressed.</summary>
    public async ValueTask<IMessage> ReadAsync(MessageDescriptor type, int? limit, CancellationToken cancellation)
    {
        if (!IsGzip || await IsEmptyAsync(cancellation)) return await ReadAsync(Body, type, limit, cancellation);
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

    private async ValueTask<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        var read = await Body.ReadAsync(cancellation);
        Body.AdvanceTo(read.Buffer.Start);
        return read.IsCompleted && read.Buffer.IsEmpty;
    }

    private async ValueTask<IMessage> ReadAsync(PipeReader body, MessageDescriptor type, int? limit, CancellationToken cancellation)
    {
        var read = await body.ReadAsync(cancellation);
        while (!read.IsCompleted && !(read.Buffer.Length > limit))
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(cancellation);
        }
        try
        {
            return read.Buffer.Length > limit ? throw ConnectFailure.TooLarge("request", limit) : Codec.Read(read.Buffer, type);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End); // or the server could not read on to the next request of the connection
        }
    }
}
