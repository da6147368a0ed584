using Grpc.Core;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>Answers with messages of no bytes.</summary>
internal sealed class EmptyReplies : Echo.EchoBase
{
    public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context) => Task.FromResult(new EchoReply());
}

/// <summary>Answers uncompressed whatever the options say.</summary>
internal sealed class PlainReplies : Echo.EchoBase
{
    public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
    {
        context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        return Task.FromResult(new EchoReply { Text = "plain" });
    }
}
