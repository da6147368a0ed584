using Grpc.Core;
using Verify.Client.Addresses;
using Verify.Client.Calls;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>Where a stream goes next when it broke, and whether it goes on at all.</summary>
/// <param name="state">The client.</param>
/// <param name="name">The stream, for the log.</param>
/// <param name="triesMax">Tries in a row that brought nothing; null for as many as it takes.</param>
internal sealed class StreamTries(ClientState state, string name, int? triesMax)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly List<ServiceAddress> _tried = [];
    private readonly Backoff _pauses = new(FirstPause, LongestPause);

    public ServiceAddress Next()
    {
        var address = state.Addresses.Pick(_tried);
        _tried.Add(address);
        return address;
    }

    /// <summary>Something came: what failed before does not count any more.</summary>
    public void Progressed()
    {
        if (_tried.Count > 1)
            _tried.RemoveRange(0, _tried.Count - 1);
        _pauses.Reset();
    }

    /// <summary>Waits until the next try is due.</summary>
    /// <param name="ended">How the stream ended.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="VerifyException">There is none: the failure stands.</exception>
    public async Task PauseAsync(RpcException ended, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var address = _tried[^1];
        var known = VerifyException.From(ended, address.Uri);
        var failure = Failures.Of(known);
        if (failure == Failure.Final || _tried.Count >= triesMax)
            throw known;
        if (failure != Failure.Busy)
            address.Doubt();
        var pause = failure == Failure.Busy ? (known.RetryAfter ?? FirstPause) + _pauses.Next()
            : _tried.Count < state.Addresses.Count ? TimeSpan.Zero
            : _pauses.Next();
        ClientLog.Resuming(state.Logger, name, address.Uri, known.StatusCode, pause.TotalMilliseconds);
        await Task.Delay(pause, state.Clock, cancellation);
    }

    /// <summary>An end that the protocol calls good and that came too early.</summary>
    public static VerifyException EndedEarly() => new(new VerifyError(StatusCode.Unavailable, ErrorReason.Unspecified, "The stream ended early."));
}
