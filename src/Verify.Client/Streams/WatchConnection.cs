using Grpc.Core;
using Verify.Client.Addresses;
using Verify.Client.Calls;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>One connection of a watch, until it ends. The service speaks at every heartbeat at least; silence is an end as well.</summary>
internal sealed class WatchConnection : IDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly TimeSpan _silenceMax;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _ending;
    private readonly ServiceAddress.Visit _visit;
    private readonly StreamTrace _trace;
    private readonly AsyncServerStreamingCall<WatchResponse> _call;

    public WatchConnection(ClientState state, ServiceAddress address, WatchRequest request, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _silenceMax = 2 * state.Options.HeartbeatInterval;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, state.Clock);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _silence.Token);
        _visit = address.Enter();
        (_trace, _call) = StreamTrace.Open(state, StreamMethods.Watch, address.Uri, () => new VerificationService.VerificationServiceClient(address.Invoker)
            .Watch(request, state.Identity.AddTo(new CallOptions(cancellationToken: _ending.Token))));
    }

    /// <summary>How it ended; null while it has not.</summary>
    public RpcException? Ended { get; private set; }

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="OperationCanceledException">The application gave up.</exception>
    public async Task<WatchResponse?> ReadAsync()
    {
        _silence.CancelAfter(_silenceMax);
        try
        {
            if (await _call.ResponseStream.MoveNext(CancellationToken.None))
                return _call.ResponseStream.Current;
            Ended = StreamTries.EndedEarly();
        }
        catch (RpcException exception)
        {
            _cancellation.ThrowIfCancellationRequested();
            Ended = _silence.IsCancellationRequested ? StreamTries.EndedEarly() : exception;
        }
        finally
        {
            // However long the application takes over what it got is no silence of the service.
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        _trace.Ended(Ended.StatusCode);
        return null;
    }

    public void Dispose()
    {
        _call.Dispose();
        _trace.Dispose();
        _visit.Dispose();
        _ending.Dispose();
        _silence.Dispose();
    }
}
