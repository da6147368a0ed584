using Google.Protobuf;
using Grpc.Core;

namespace Verify.Service.Tests.Outside;

/// <summary>What an error of the service tells a program.</summary>
internal static class Errors
{
    public static Google.Rpc.Status StatusOf(RpcException exception) =>
        Google.Rpc.Status.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin"));

    public static T? GetDetail<T>(this Google.Rpc.Status status)
        where T : class, IMessage<T>, new()
        => status.Details.FirstOrDefault(static detail => detail.Is(new T().Descriptor))?.Unpack<T>();
}
