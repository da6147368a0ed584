using Grpc.Core;

namespace Grpc.Server;

/// <summary>One request, one reply.</summary>
internal sealed class UnaryHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handle, MethodSettings settings) : CallHandler(settings)
    where TRequest : class
    where TResponse : class
{
    protected override Task ServeAsync(ServerCall call)
    {
        if (!RequestBody.TryReadOnly(call, method.RequestMarshaller, out var request)) return ReadThenServeAsync(call);

        var replying = handle(request, call);
        if (!replying.IsCompletedSuccessfully) return ReplyLaterAsync(call, replying);
        call.WriteOnlyReply(replying.Result, method.ResponseMarshaller);
        return Task.CompletedTask;
    }

    private async Task ReadThenServeAsync(ServerCall call)
    {
        var request = await RequestBody.ReadOnlyAsync(call, method.RequestMarshaller);
        call.WriteOnlyReply(await handle(request, call), method.ResponseMarshaller);
    }

    private async Task ReplyLaterAsync(ServerCall call, Task<TResponse> replying) =>
        call.WriteOnlyReply(await replying, method.ResponseMarshaller);
}
