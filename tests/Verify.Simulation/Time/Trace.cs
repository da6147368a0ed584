namespace Verify.Simulation;

/// <summary>What happened, as a number by which two runs are compared and, where wanted, as lines to read.</summary>
internal sealed class Trace(bool readable)
{
    private readonly List<string>? _lines = readable ? [] : null;

    /// <summary>Two runs of one seed have the same.</summary>
    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    public IReadOnlyList<string> Lines => _lines ?? [];

    public void Mix(long value) => Hash = (Hash ^ (ulong)value) * 1_099_511_628_211;

    public void Note(long now, What what, int machine = -1, long one = 0, long other = 0)
    {
        Mix(now);
        Mix(((long)what << 32) + machine);
        Mix(one);
        Mix(other);
        _lines?.Add($"{now / 10_000.0,12:0.0000} ms  {(machine < 0 ? " " : (char)('A' + machine))}  {what} {one} {other}");
    }
}
