namespace Verify.Tests.Stores;

/// <summary>A clock that stands still until it is moved, in either direction.</summary>
public sealed class ManualClock : TimeProvider
{
    private long _utcTicks = new DateTimeOffset(2026, 6, 15, 10, 0, 0, TimeSpan.FromHours(8)).UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
