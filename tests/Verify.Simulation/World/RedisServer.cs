using System.Text;
using Verify.Adapters.Redis;
using Verify.Domain;

namespace Verify.Simulation;

/// <summary>
/// Redis as far as the service uses it: buckets with a marker and values, and the two scripts, <c>Adapters/Redis/Lua</c>, step by step.
/// </summary>
internal sealed class RedisServer(World world, Sabotage sabotage)
{
    public const int Buckets = 2;

    private readonly Chance _chance = world.Timeline.Chance;
    private State _state = new();
    private State _snapshot = new();
    private State _replica = new();

    /// <summary>Until when it takes and tells nothing.</summary>
    public long AwayUntil { get; set; }

    public static int BucketOf(SubjectKey key) => BucketNames.BucketOf(key) % Buckets;

    public byte[]? MarkerOf(int bucket) => _state.Markers[bucket];

    public byte[]? ValueOf(SubjectKey key) => _state.Values.GetValueOrDefault(key);

    /// <summary><c>fill.lua</c>.</summary>
    public bool Fill(SubjectKey key, ReadOnlyMemory<byte> value, long revision, string unused)
    {
        var bucket = BucketOf(key);
        var (generation, told) = Read(bucket);
        if (generation is null)
        {
            (generation, told) = (unused, revision);
            Mark(bucket, generation, told);
        }

        if (told > revision && sabotage != Sabotage.FillAnything)
        {
            world.Note(What.Refused, -1, revision, told);
            return false;
        }

        _state.Values[key] = [.. Encoding.ASCII.GetBytes(generation), .. value.Span];
        world.Note(What.Filled, -1, revision, told);
        return true;
    }

    /// <summary><c>advance.lua</c>.</summary>
    public bool Advance(int bucket, long from, long to, IEnumerable<SubjectKey> changed, string unused)
    {
        var (generation, told) = Read(bucket);
        if (generation is null || (told < from && sabotage != Sabotage.AdvanceOverGaps))
        {
            Mark(bucket, unused, to);
            return true;
        }

        if (told >= to)
            return true;
        if (sabotage != Sabotage.ForgetNobody)
        {
            foreach (var key in changed)
                _state.Values.Remove(key);
        }

        Mark(bucket, generation, to);
        world.Note(What.Advanced, -1, from, to);
        return true;
    }

    public void Flush() => _state = new State();

    /// <summary>What it would start from if it died now.</summary>
    public void Snapshot() => _snapshot = _state.Copy();

    public void Restart() => _state = _snapshot.Copy();

    /// <summary>The replica has everything by now.</summary>
    public void Replicate() => _replica = _state.Copy();

    public void FailOver() => _state = _replica.Copy();

    public void LoseMarker() => _state.Markers[_chance.Below(Buckets)] = null;

    public void LoseValue(SubjectKey key) => _state.Values.Remove(key);

    /// <summary>The name of a generation that nobody has used.</summary>
    public string NewGeneration() => (_chance.Next() % 100_000_000_000).ToString("D11");

    private (string? Generation, long Told) Read(int bucket)
    {
        if (_state.Markers[bucket] is not { } marker)
            return default;
        var text = Encoding.ASCII.GetString(marker);
        return (text[..Generation.Length], long.Parse(text.AsSpan(Generation.Length + 1)));
    }

    private void Mark(int bucket, string generation, long revision) => _state.Markers[bucket] = Encoding.ASCII.GetBytes($"{generation}:{revision}");

    private sealed class State
    {
        public byte[]?[] Markers { get; private init; } = new byte[]?[Buckets];

        public Dictionary<SubjectKey, byte[]> Values { get; private init; } = [];

        public State Copy() => new() { Markers = [.. Markers], Values = new(Values) };
    }
}
