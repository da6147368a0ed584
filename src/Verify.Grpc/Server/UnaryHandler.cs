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
        await ReplyLaterAsync(call, handle(request, call));
    }

    private async Task ReplyLaterAsync(ServerCall call, Task<TResponse> replying)
    {
        // What a handler refuses it hands over, and nothing is thrown for it: that would cost more than all the rest of the call.
        await ((Task)replying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (replying.IsFaulted) call.Fail(replying.Exception.InnerException!);
        else call.WriteOnlyReply(await replying, method.ResponseMarshaller);
    }
}
