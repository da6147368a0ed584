namespace Verify.Hosting;

/// <summary>The system's clock, shifted so that it starts at a given instant (<c>serve --now</c>); it runs on from there.</summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
