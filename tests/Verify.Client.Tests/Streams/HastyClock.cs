namespace Verify.Client.Tests.Streams;

/// <summary>A clock whose short timers fire at once: pauses are over before they begin, and a silence of minutes never comes.</summary>
internal sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(10) && dueTime >= TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
