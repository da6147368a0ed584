using Verify.Telemetry;

namespace Verify.Adapters.Redis;

/// <summary>The numbers of <see cref="RedisState"/>.</summary>
internal sealed class RedisTally
{
    public Tally Hits { get; } = new();
    public Tally Misses { get; } = new();
    public Tally Timeouts { get; } = new();
    public Tally Errors { get; } = new();
    public Tally Unasked { get; } = new();
    public Tally Fills { get; } = new();
    public Tally RefusedFills { get; } = new();
    public Tally GenerationsBegun { get; } = new();
}
