namespace Verify.Transport.Connect;

/// <summary>The sizes that gRPC allows a message; Connect allows the same.</summary>
/// <param name="ReceiveBytesMax">Of a request, once decompressed; null if any.</param>
/// <param name="SendBytesMax">Of a reply, before compression; null if any.</param>
internal sealed record ConnectLimits(int? ReceiveBytesMax, int? SendBytesMax);
