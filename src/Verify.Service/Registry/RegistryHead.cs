namespace Verify.Registry;

/// <summary>Where the registry ends.</summary>
/// <param name="Revision">The last revision; 0 for an empty registry.</param>
/// <param name="RecordedAt">When that was recorded.</param>
public readonly record struct RegistryHead(long Revision, DateTimeOffset RecordedAt)
{
    /// <summary>
    /// When the next revision may be said to be recorded: a clock that was set back must not put a later revision before an earlier one.
    /// </summary>
    public DateTimeOffset RecordingAt(DateTimeOffset now) => RecordedAt > now ? RecordedAt : now.ToUniversalTime();
}
