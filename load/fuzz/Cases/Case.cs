using System.Globalization;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Something that is sent to the service.</summary>
/// <param name="Number">Which of the run's cases it is.</param>
/// <param name="What">What was done to it, in a word or two.</param>
/// <param name="Method">The RPC that it is meant for.</param>
/// <param name="IsAlone">Whether it may end its connection, so that no other case shares it meanwhile.</param>
internal abstract record Case(long Number, string What, string Method, bool IsAlone)
{
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"case {Number}, {Method}, {What}");
}

/// <summary>A call over HTTP/2.</summary>
/// <param name="Number">As above.</param>
/// <param name="What">As above.</param>
/// <param name="Method">As above.</param>
/// <param name="IsAlone">As above.</param>
/// <param name="Headers">The header block, HPACK without a table.</param>
/// <param name="Body">What goes into DATA frames.</param>
internal sealed record GrpcCase(long Number, string What, string Method, bool IsAlone, byte[] Headers, byte[] Body)
    : Case(Number, What, Method, IsAlone);

/// <summary>A request over HTTP/1.1, from its first line on.</summary>
/// <param name="Number">As above.</param>
/// <param name="What">As above.</param>
/// <param name="Method">As above.</param>
/// <param name="IsAlone">As above.</param>
/// <param name="Request">Every byte of it.</param>
internal sealed record ConnectCase(long Number, string What, string Method, bool IsAlone, byte[] Request)
    : Case(Number, What, Method, IsAlone);

/// <summary>Bytes on a connection of their own.</summary>
/// <param name="Number">As above.</param>
/// <param name="What">As above.</param>
/// <param name="ToGrpc">Whether they go to the port that speaks HTTP/2.</param>
/// <param name="Bytes">All of them.</param>
internal sealed record NoiseCase(long Number, string What, bool ToGrpc, byte[] Bytes)
    : Case(Number, What, "-", IsAlone: true);
