namespace Verify.Adapters.Redis;

/// <summary>The numbers of <see cref="RedisState"/>.</summary>
internal sealed class RedisTally
{
    public Count Hits { get; } = new();
    public Count Misses { get; } = new();
    public Count Timeouts { get; } = new();
    public Count Errors { get; } = new();
    public Count Unasked { get; } = new();
    public Count Fills { get; } = new();
    public Count RefusedFills { get; } = new();
    public Count GenerationsBegun { get; } = new();

    public sealed class Count
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(int more = 1) => Interlocked.Add(ref _value, more);
    }
}
