using Google.Protobuf;
using Grpc.Core;
using Verify.Load.Echo.V1;

namespace Verify.Load.Echo;

/// <summary>The lane under test: a unary call through the gRPC runtime, Google.Protobuf both ways.</summary>
internal sealed class GrpcLane : EchoService.EchoServiceBase
{
    public static readonly ByteString Padding = ByteString.CopyFrom(Enumerable.Repeat((byte)'g', Sizes.ReplyPadding).ToArray());

    public static void Map(WebApplication app) => app.MapGrpcService<GrpcLane>();

    public override Task<EchoResponse> Echo(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoResponse { Payload = request.Payload, Padding = Padding });
}
