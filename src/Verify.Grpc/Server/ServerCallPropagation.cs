using Grpc.Core;

namespace Grpc.Server;

/// <summary>Hands a served call's deadline and cancellation on to the calls made for it.</summary>
internal sealed class ServerCallPropagation(ServerCallContext call, ContextPropagationOptions options) : ContextPropagationToken
{
    internal override DateTime? Deadline => options.IsPropagateDeadline ? call.Deadline : null;

    internal override CancellationToken CancellationToken =>
        options.IsPropagateCancellation ? call.CancellationToken : CancellationToken.None;
}
