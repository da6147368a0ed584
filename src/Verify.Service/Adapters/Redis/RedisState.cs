namespace Verify.Adapters.Redis;

/// <summary>How the tier fares, for health and metrics. Numbers count since the process began.</summary>
/// <param name="IsConnected">Whether a server is connected.</param>
/// <param name="IsSpared">Whether it has failed several times in a row and is hardly asked.</param>
/// <param name="Trouble">The last error, in one word such as <c>timeout</c> or <c>NOAUTH</c>; empty if there was none.</param>
/// <param name="Hits">Subjects for whom a value was found, proven or not.</param>
/// <param name="Misses">Subjects for whom none was found, or none could be had.</param>
/// <param name="Timeouts">Commands whose answer did not come in time.</param>
/// <param name="Errors">Commands that failed otherwise.</param>
/// <param name="Unasked">Commands that were not sent: no connection, too many outstanding, or Redis was spared.</param>
/// <param name="Fills">Values kept.</param>
/// <param name="RefusedFills">Values refused, since changes after them were known of.</param>
/// <param name="GenerationsBegun">Generations begun by this process, each in one bucket: what that held before is cold.</param>
public sealed record RedisState(
    bool IsConnected,
    bool IsSpared,
    string Trouble,
    long Hits,
    long Misses,
    long Timeouts,
    long Errors,
    long Unasked,
    long Fills,
    long RefusedFills,
    long GenerationsBegun);
