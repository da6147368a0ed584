using Verify.Adapters.Redis;
using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Simulation;

/// <summary>
/// The shared tier of a process: what <see cref="RedisDossiers"/> is, over messages that are lost, late and out of order instead of
/// a client of Redis.
/// </summary>
internal sealed class RedisLink(World world, Process process) : ISharedDossiers
{
    private readonly RedisServer _server = world.Redis;
    private readonly Chance _chance = world.Timeline.Chance;
    private readonly Breaker _breaker = new(world.Pace.Options.Lease, process.Clock);
    private Telling? _untold;

    public event Action? Announced;

    public async ValueTask<IReadOnlyList<SharedDossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation)
    {
        var found = new SharedDossier[keys.Count];
        var buckets = Enumerable.Range(0, keys.Count).GroupBy(place => RedisServer.BucketOf(keys[place]));
        await Task.WhenAll(buckets.Select(ReadBucketAsync));
        return found;

        async Task ReadBucketAsync(IGrouping<int, int> places)
        {
            var values = await AskAsync(() => (_server.MarkerOf(places.Key), places.Select(place => _server.ValueOf(keys[place])).ToArray()), cancellation);
            if (values.Item2 is null)
                return;
            foreach (var (index, place) in places.Index())
                found[place] = StoredDossier.Read(values.Item1, values.Item2[index]);
        }
    }

    public void Offer(SubjectKey key, ReadOnlyMemory<byte> value, long revision)
    {
        var unused = _server.NewGeneration();
        _ = AskAsync(() => _server.Fill(key, value, revision, unused), CancellationToken.None);
    }

    public async ValueTask AdvanceAsync(long from, long to, IReadOnlyCollection<SubjectKey> changed, CancellationToken cancellation)
    {
        var telling = _untold is { } untold ? untold.Then(from, to, changed) : Telling.Of(from, to, changed);
        _untold = telling;
        var keys = telling.Changed.ToLookup(RedisServer.BucketOf);
        var told = await Task.WhenAll(Enumerable.Range(0, RedisServer.Buckets).Select(AdvanceBucketAsync));
        if (Array.TrueForAll(told, static heard => heard) && _untold == telling)
            _untold = null;

        Task<bool> AdvanceBucketAsync(int bucket)
        {
            var unused = _server.NewGeneration();
            return AskAsync(() => _server.Advance(bucket, telling.From, telling.To, keys[bucket], unused), cancellation);
        }
    }

    public void Announce(long revision)
    {
        foreach (var other in world.Processes)
        {
            if (other == process)
                continue;
            if (world.AreFaults(Fault.Redis) && (_chance.OneIn(8) || IsAway))
                world.Count(What.AnnouncementLost, process);
            else
                world.Timeline.In(Way(), other, _ => other.Hear(), null);
        }
    }

    public void Hear() => Announced?.Invoke();

    private bool IsAway => Math.Max(_server.AwayUntil, process.RedisCutOffUntil) > world.Timeline.Now;

    /// <summary>Sends a command and waits for the answer, no longer than the limit; the default is no answer.</summary>
    private async Task<T?> AskAsync<T>(Func<T> command, CancellationToken cancellation)
    {
        if (!_breaker.TryPass())
            return default;
        var answering = new TaskCompletionSource<T>();
        Send(command, answering);
        try
        {
            var answer = await answering.Task.WaitAsync(world.Pace.SharedLimit, process.Clock, cancellation);
            _breaker.Succeed();
            return answer;
        }
        catch (TimeoutException)
        {
            _breaker.Fail();
            return default;
        }
    }

    private void Send<T>(Func<T> command, TaskCompletionSource<T> answering)
    {
        var late = 0L;
        if (world.AreFaults(Fault.Redis) && _chance.OneIn(25))
        {
            world.Count(What.RedisMessageLate, process);
            late = _chance.Between(0, world.Pace.Lease * 2);
        }

        world.Timeline.In(Way() + late, () =>
        {
            if (IsLost())
                return;
            var answer = command();
            if (!IsLost())
                world.Timeline.In(Way(), process, _ => answering.TrySetResult(answer), null);
        });
    }

    private bool IsLost()
    {
        if (IsAway)
            return true;
        var lost = world.AreFaults(Fault.Redis) && _chance.OneIn(50);
        if (lost)
            world.Count(What.RedisMessageLost, process);
        return lost;
    }

    private long Way() => _chance.Delay(world.Pace.Lease / 5_000, world.Pace.Lease / 60);
}
