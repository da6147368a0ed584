using Grpc.Core;
using Verify.Client.Addresses;
using Verify.Client.Calls;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>One connection of a screening, until it ends: sends the context and then items, while answers are read.</summary>
internal sealed class ScreenConnection : IAsyncDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _ending;
    private readonly ServiceAddress.Visit _visit;
    private readonly StreamTrace _trace;
    private readonly AsyncDuplexStreamingCall<ScreenRequest, ScreenResponse> _call;
    private readonly Task _sending;

    public ScreenConnection(
        ClientState state, ServiceAddress address, CheckRequest context, Func<CancellationToken, IAsyncEnumerable<ScreenItem>> items, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _visit = address.Enter();
        (_trace, _call) = StreamTrace.Open(state, StreamMethods.Screen, address.Uri, () => new VerificationService.VerificationServiceClient(address.Invoker)
            .Screen(state.Identity.AddTo(new CallOptions(cancellationToken: _ending.Token))));
        _sending = SendAsync(context, items(_ending.Token));
    }

    /// <summary>How it ended; null while it has not.</summary>
    public RpcException? Ended { get; private set; }

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="OperationCanceledException">The application gave up.</exception>
    public async Task<ScreenResponse?> ReadAsync()
    {
        try
        {
            if (await _call.ResponseStream.MoveNext(CancellationToken.None))
                return _call.ResponseStream.Current;
            Ended = StreamTries.EndedEarly();
            _trace.Ended(StatusCode.OK);
        }
        catch (RpcException exception)
        {
            _cancellation.ThrowIfCancellationRequested();
            Ended = exception;
            _trace.Ended(exception.StatusCode);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _sending;
        _call.Dispose();
        _trace.Dispose();
        _visit.Dispose();
        _ending.Dispose();
    }

    private async Task SendAsync(CheckRequest context, IAsyncEnumerable<ScreenItem> items)
    {
        try
        {
            await _call.RequestStream.WriteAsync(new ScreenRequest { Context = context });
            await foreach (var item in items)
                await _call.RequestStream.WriteAsync(new ScreenRequest { Item = item });
            await _call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or InvalidOperationException)
        {
            // The failure becomes nothing: the call is over, and whoever reads is told how it ended.
        }
    }
}
