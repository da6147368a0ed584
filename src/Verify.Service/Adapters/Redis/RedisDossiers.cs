using System.Diagnostics;
using StackExchange.Redis;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Telemetry;

namespace Verify.Adapters.Redis;

/// <summary>
/// Dossiers in Redis, shared by all instances of one registry. Why it may be believed is told at <see cref="RedisScripts"/>; what it
/// costs when Redis is in trouble, at <see cref="RedisConnection"/>.
/// </summary>
public sealed class RedisDossiers : ISharedDossiers, IAsyncDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(20);

    // Where the only key is of a question about one, as most are.
    private static readonly int[] First = [0];

    private readonly RedisTally _tally = new();
    private readonly RedisOptions _options;
    private readonly TimeProvider _clock;
    private readonly BucketNames _names;
    private readonly RedisChannel _channel;
    private readonly string _self = Generation.New();
    private readonly RedisConnection _connection;
    private Telling? _untold;

    private RedisDossiers(RedisOptions options, Guid registryId, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _names = new BucketNames(registryId);
        _channel = new RedisChannel($"verify:{{{registryId:N}}}:revision", RedisChannel.PatternMode.Literal);
        _connection = new RedisConnection(options, _tally, clock, Subscribe);
    }

    /// <inheritdoc/>
    public event Action? Announced;

    /// <summary>How it fares.</summary>
    public RedisState State => new(
        _connection.IsConnected,
        _connection.IsSpared,
        _connection.Trouble,
        _tally.Hits.Value,
        _tally.Misses.Value,
        _tally.Timeouts.Value,
        _tally.Errors.Value,
        _tally.Unasked.Value,
        _tally.Fills.Value,
        _tally.RefusedFills.Value,
        _tally.GenerationsBegun.Value);

    /// <summary>Opens the tier without waiting for Redis, which may be away and come later.</summary>
    /// <param name="options">Options without faults.</param>
    /// <param name="registryId">Names the registry: dossiers of another one are not seen.</param>
    /// <param name="clock">For limits and pauses.</param>
    /// <exception cref="InvalidOperationException">The options have faults.</exception>
    public static RedisDossiers Open(RedisOptions options, Guid registryId, TimeProvider clock) => new(options, registryId, clock);

    /// <summary>
    /// The furthest revision that anybody has told Redis of. The store is never behind it, unless an older copy has taken its place.
    /// </summary>
    /// <param name="patience">How long to try; one that is known to be away is not waited for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>0 where Redis knows nothing of this registry, or cannot be asked.</returns>
    public async Task<long> ReadFurthestAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var furthest = 0L;
        var started = _clock.GetTimestamp();
        for (var bucket = 0; bucket < BucketNames.Count && !_connection.IsAway && _clock.GetElapsedTime(started) < patience;)
        {
            var names = _names.Of(bucket, []);
            var (answered, values) = await _connection.AskAsync(database => database.StringGetAsync(names), cancellation);
            if (answered)
            {
                furthest = Math.Max(furthest, StoredDossier.RevisionOf(values![0]));
                bucket++;
            }
            else
            {
                await Task.Delay(AskAgain, _clock, cancellation);
            }
        }

        return furthest;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SharedDossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation)
    {
        using var span = Traces.Source.StartActivity(Traces.RedisRead, ActivityKind.Client);
        var found = new SharedDossier[keys.Count];
        if (keys is [var only])
            await ReadBucketAsync(BucketNames.BucketOf(only), First);
        else
            await Task.WhenAll(BucketsOf(keys).Select(places => ReadBucketAsync(places.Key, [.. places])));
        var hits = found.Count(static dossier => !dossier.Value.IsEmpty);
        _tally.Hits.Add(hits);
        _tally.Misses.Add(found.Length - hits);
        return found;

        async Task ReadBucketAsync(int bucket, int[] places)
        {
            var names = _names.Of(bucket, places.Select(place => keys[place]));
            var (answered, values) = await _connection.AskAsync(database => database.StringGetAsync(names), cancellation);
            if (!answered)
                return;
            for (var i = 0; i < places.Length; i++)
                found[places[i]] = StoredDossier.Read(values![0], values[i + 1]);
        }
    }

    /// <inheritdoc/>
    public void Offer(SubjectKey key, ReadOnlyMemory<byte> value, long revision) => _ = FillAsync(key, value, revision);

    /// <inheritdoc/>
    public async ValueTask AdvanceAsync(long from, long to, IReadOnlyCollection<SubjectKey> changed, CancellationToken cancellation)
    {
        var telling = _untold is { } untold ? untold.Then(from, to, changed) : Telling.Of(from, to, changed);
        _untold = telling;
        var keys = telling.Changed.ToLookup(BucketNames.BucketOf);
        var told = await Task.WhenAll(Enumerable.Range(0, BucketNames.Count).Select(AdvanceBucketAsync));
        if (Array.TrueForAll(told, static heard => heard))
            Interlocked.CompareExchange(ref _untold, null, telling);

        async Task<bool> AdvanceBucketAsync(int bucket)
        {
            var names = _names.Of(bucket, keys[bucket]);
            var (answered, outcome) = await _connection.AskAsync(
                database => RedisScripts.AdvanceAsync(database, names, telling.From, telling.To), cancellation);
            if (answered && outcome == ScriptOutcome.Begun)
                _tally.GenerationsBegun.Add();
            return answered;
        }
    }

    /// <inheritdoc/>
    public void Announce(long revision) =>
        _ = _connection.AskAsync(database => database.PublishAsync(_channel, $"{_self}:{revision}"), CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static IEnumerable<IGrouping<int, int>> BucketsOf(IReadOnlyList<SubjectKey> keys) =>
        Enumerable.Range(0, keys.Count).GroupBy(place => BucketNames.BucketOf(keys[place]));

    private async Task FillAsync(SubjectKey key, ReadOnlyMemory<byte> value, long revision)
    {
        var names = _names.Of(BucketNames.BucketOf(key), [key]);
        var (answered, outcome) = await _connection.AskAsync(
            database => RedisScripts.FillAsync(database, names, value, revision, _options.ValueTtlSeconds), CancellationToken.None);
        if (!answered)
            return;
        (outcome == ScriptOutcome.Behind ? _tally.RefusedFills : _tally.Fills).Add();
        if (outcome == ScriptOutcome.Begun)
            _tally.GenerationsBegun.Add();
    }

    // Without an answer: the client subscribes again by itself whenever it is connected.
    private void Subscribe(ConnectionMultiplexer multiplexer) =>
        _ = multiplexer.GetSubscriber().SubscribeAsync(_channel, (_, message) => Hear(message));

    private void Hear(string? message)
    {
        if (message?.StartsWith(_self, StringComparison.Ordinal) != true)
            Announced?.Invoke();
    }
}
