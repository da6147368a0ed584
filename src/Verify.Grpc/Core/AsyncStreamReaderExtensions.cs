using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Shorter ways to read a stream.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Waits for the next message; false at the end.</summary>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader) => streamReader.MoveNext(CancellationToken.None);

    /// <summary>Reads to the end.</summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await streamReader.MoveNext(cancellationToken)) yield return streamReader.Current;
    }
}
