namespace Verify.Dossiers;

/// <summary>How long ago something was, on a machine that may be suspended.</summary>
internal static class Age
{
    /// <summary>
    /// By the clock that never steps, or by the wall's where that has gone further, as it has on a machine that was suspended and
    /// whose clocks stood still.
    /// </summary>
    public static TimeSpan AgeOf(this TimeProvider clock, DateTimeOffset at, long stamp)
    {
        var elapsed = clock.GetElapsedTime(stamp);
        var byTheWall = clock.GetUtcNow() - at;
        return byTheWall > elapsed ? byTheWall : elapsed;
    }
}
