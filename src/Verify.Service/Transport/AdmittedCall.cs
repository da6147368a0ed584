using Grpc.Core;
using Verify.Callers;
using Verify.Domain;
using Verify.Telemetry;

namespace Verify.Transport;

/// <summary>A call under way: who asks, or why nobody is answered; disposed where it ends, which gives its place back.</summary>
public readonly struct AdmittedCall : IDisposable
{
    // The longest that a timer takes; no stream is cut that lasts beyond it.
    private static readonly TimeSpan TimerMax = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly KnownCaller? _known;
    private readonly DateTimeOffset? _until;
    private readonly TimeProvider? _clock;
    private readonly ServiceMeter? _meter;
    private readonly Caller? _caller;

    internal AdmittedCall(Caller open) => _caller = open;

    internal AdmittedCall(Failure refusal, Caller? caller) => (Refusal, _caller) = (refusal, caller);

    internal AdmittedCall(CallerIdentity identity, TimeProvider clock, ServiceMeter? meter) =>
        (_known, _until, _clock, _meter, _caller) = (identity.Caller, identity.Until, clock, meter, identity.Caller!.Caller);

    /// <summary>Why the call is not served; null where it is.</summary>
    public Failure? Refusal { get; }

    /// <summary>Whether it is known who asks, if only to refuse.</summary>
    public bool IsKnown => _caller is not null;

    /// <summary>Who asks.</summary>
    public Caller Caller => _caller!;

    /// <inheritdoc/>
    public void Dispose() => _known?.Meter.Leave();

    /// <summary>
    /// Serves a stream while it is known who asks. A caller who is revoked, or whose credential ends, is told so between two messages: a
    /// message cut short would leave nothing that could follow it.
    /// </summary>
    /// <param name="context">The call.</param>
    /// <param name="serve">Serves; gives up when told to.</param>
    public async Task WhileKnownAsync(ServerCallContext context, Func<CancellationToken, Task> serve)
    {
        if (_known is null)
        {
            await serve(context.CancellationToken);
            return;
        }

        using var over = new CancellationTokenSource(Left(), _clock!);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _known.Gone, over.Token);
        try
        {
            await serve(any.Token);
        }
        catch (OperationCanceledException) when (_known.Gone.IsCancellationRequested)
        {
            // The failure becomes UNAUTHENTICATED, as the next call would.
            throw FailureStatus.ToException(CallerFailures.Unknown(CredentialFault.Revoked));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            throw FailureStatus.ToException(CallerFailures.Unknown(CredentialFault.Expired));
        }
    }

    /// <summary>Charges for what a stream brought, and holds it up while that is more than the caller's share.</summary>
    public async ValueTask ChargeAsync(int calls, CancellationToken cancellation)
    {
        if (_known?.Meter.Owe(calls) is not { Ticks: > 0 } wait)
            return;
        _meter?.CallerShareWait.Record(
            wait.TotalSeconds, ServiceMeter.Of(Label.Caller, Caller.Id), ServiceMeter.Of(Label.Limit, "calls_per_second"));
        await Task.Delay(wait, _clock!, cancellation);
    }

    private TimeSpan Left() =>
        _until - _clock!.GetUtcNow() is not { } left || left > TimerMax ? Timeout.InfiniteTimeSpan
        : left > TimeSpan.Zero ? left
        : TimeSpan.Zero;
}
