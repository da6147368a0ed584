using Grpc.Core;

namespace Verify.Client.Calls;

/// <summary>
/// What the generated clients stand on. Unary calls have deadline, retries and freshness here. A stream goes to one address and is its
/// caller's to resume; <see cref="VerifyClient"/> does so for <c>Screen</c> and <c>Watch</c>.
/// </summary>
internal sealed class VerifyInvoker(ClientState state) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        Task.Run(() => AsyncUnaryCall(method, host, options, request).ResponseAsync).GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new UnaryCall<TRequest, TResponse>(state, method, options, request);
        return new AsyncUnaryCall<TResponse>(call.RunAsync(), call.Headers, () => call.Status, () => call.Trailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        Somewhere().AsyncServerStreamingCall(method, host, state.Identity.AddTo(options), request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Somewhere().AsyncClientStreamingCall(method, host, state.Identity.AddTo(options));
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream, NotedAsync(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        Somewhere().AsyncDuplexStreamingCall(method, host, state.Identity.AddTo(options));

    private CallInvoker Somewhere()
    {
        var address = state.Addresses.Pick([]);
        using var visit = address.Enter();
        return address.Invoker;
    }

    private async Task<TResponse> NotedAsync<TResponse>(Task<TResponse> reply)
        where TResponse : class
    {
        try
        {
            state.Memory.NoteReply(await reply);
            return await reply;
        }
        catch (RpcException exception)
        {
            throw VerifyException.From(exception);
        }
    }
}
