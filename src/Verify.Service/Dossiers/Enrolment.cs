using Verify.Registry;

namespace Verify.Dossiers;

/// <summary>
/// This instance's place on the roll of those that may answer from what they keep. It renews it far more often than others would
/// strike it off, and does not rely on it for nearly as long as they would wait.
/// </summary>
public sealed class Enrolment(IInstanceRoll roll, TimeSpan attemptLimit, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Between two beats.</summary>
    public static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(5);

    /// <summary>For how long after its last beat an instance relies on its place.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromSeconds(20);

    /// <summary>After how long without a beat, by the clock of whoever looks, an instance counts as dead.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<Guid, (long Beat, long Seen)> _others = [];
    private readonly SemaphoreSlim _beating = new(1, 1);
    private readonly Lock _lock = new();
    private volatile Place? _place;
    private Task _beats = Task.CompletedTask;
    private Task _ensuring = Task.CompletedTask;
    private long _confirmed;

    /// <summary>The instance, new with every start and with every enrolment: who was struck off does not come back.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>Whether others may be there to wait for a confirmation, as of the last beat.</summary>
    public bool HasCompany { get; private set; }

    /// <summary>Whether a watermark was asked for while the instance was on the roll, and it is on it still.</summary>
    public bool Covers(Watermark watermark) =>
        _place is { } place && place.Since <= watermark.Asked && IsValid(place);

    /// <summary>Enrols, and keeps the place until disposed. A store that is away is asked again with every beat.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await TryBeatAsync(lookAround: true, cancellation);
        _beats = BeatAsync();
    }

    /// <summary>
    /// Sees to a place where there is none to rely on, before the store is asked for a watermark that needs one: at the start, and
    /// after an outage, or a pause in which others struck this instance off. Where the store does not let it, there is none yet.
    /// </summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (_place is { } place && IsValid(place))
            return;
        Task ensuring;
        lock (_lock)
        {
            // One for everybody who waits, and none for who comes after the end.
            if (_ensuring.IsCompleted && !_stopping.IsCancellationRequested)
                _ensuring = TryBeatAsync(lookAround: true, CancellationToken.None);
            ensuring = _ensuring;
        }

        await ensuring.WaitAsync(cancellation);
    }

    /// <summary>Lets others know that this instance will never again answer from before a revision.</summary>
    public async Task ConfirmAsync(long revision, CancellationToken cancellation)
    {
        _confirmed = Math.Max(_confirmed, revision);
        await TryBeatAsync(lookAround: false, cancellation);
    }

    /// <summary>Leaves the roll, where the store lets it; else others strike it off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        await _beats;
        await _ensuring;
        _place = null;
        try
        {
            await roll.LeaveAsync(Id, CancellationToken.None).WaitAsync(BeatInterval, clock);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
        {
            // The failure becomes a place that nobody holds: others wait out the lease until they strike it off.
        }

        _beating.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(BeatInterval, clock, _stopping.Token);
                await TryBeatAsync(lookAround: true, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task TryBeatAsync(bool lookAround, CancellationToken cancellation)
    {
        // Whoever beats is done soon, and a wait that can be cancelled would leave the context of whoever waits.
        await _beating.WaitAsync(CancellationToken.None);
        using var over = new CancellationTokenSource(attemptLimit, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            var (at, asked) = (clock.GetUtcNow(), clock.GetTimestamp());
            var place = _place;
            if (place is null || !await roll.RenewAsync(Id, _confirmed, within.Token).WaitAsync(within.Token))
            {
                // Struck off, it must not rely on anything from before: others may have lifted without waiting for it.
                if (place is not null)
                    Id = Guid.NewGuid();
                _place = place = null;
                await roll.EnrolAsync(Id, within.Token).WaitAsync(within.Token);
            }

            _place = new Place(place?.Since ?? clock.GetTimestamp(), at, asked);
            if (lookAround)
                await StrikeTheDeadAsync(within.Token);
        }
        catch (Exception exception) when (exception is StoreUnavailableException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The failure becomes a place that grows old; past its validity nothing that is kept counts as fresh.
        }
        finally
        {
            _beating.Release();
        }
    }

    private async Task StrikeTheDeadAsync(CancellationToken cancellation)
    {
        var others = (await roll.ReadAsync(cancellation).WaitAsync(cancellation)).Where(other => other.Id != Id).ToArray();
        HasCompany = others.Length > 0;
        foreach (var gone in _others.Keys.Except(others.Select(static other => other.Id)).ToArray())
            _others.Remove(gone);
        foreach (var other in others)
        {
            if (!_others.TryGetValue(other.Id, out var known) || known.Beat != other.Beat)
                _others[other.Id] = (other.Beat, clock.GetTimestamp());
            else if (clock.GetElapsedTime(known.Seen) > DeadAfter)
                await roll.StrikeAsync(other.Id, other.Beat, cancellation).WaitAsync(cancellation);
        }
    }

    private bool IsValid(Place place) => clock.AgeOf(place.At, place.Renewed) <= Validity;

    /// <param name="Since">When the enrolment was committed: watermarks asked for later count.</param>
    /// <param name="At">When the last beat that was heard began, by the wall's clock.</param>
    /// <param name="Renewed">The same by the clock that never steps.</param>
    private sealed record Place(long Since, DateTimeOffset At, long Renewed);
}
