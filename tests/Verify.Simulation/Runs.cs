namespace Verify.Simulation;

/// <summary>How one seed went.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Broken">The promise that was broken; null where none was.</param>
/// <param name="World">What was left of it.</param>
internal sealed record Run(ulong Seed, string? Broken, World World)
{
    public static Run Of(ulong seed, Sabotage sabotage = Sabotage.Nothing, bool readable = false)
    {
        var world = new World(seed, sabotage, readable);
        try
        {
            world.Run();
            return new Run(seed, null, world);
        }
        catch (BrokenPromiseException broken)
        {
            return new Run(seed, broken.Message, world);
        }
    }
}

/// <summary>Many seeds, one after the other, and what they add up to.</summary>
internal sealed class Runs
{
    public long[] Counts { get; } = new long[Enum.GetValues<What>().Length];

    public long[] Answers { get; } = new long[Enum.GetValues<Worth>().Length];

    public long Seeds { get; private set; }

    public long Steps { get; private set; }

    public long Adverse { get; private set; }

    public long Lifts { get; private set; }

    public ulong Hash { get; private set; }

    public List<Run> Failed { get; } = [];

    /// <summary>Runs seeds until one too many has failed.</summary>
    public static Runs Of(ulong first, long count, Sabotage sabotage = Sabotage.Nothing, int failuresMax = 1)
    {
        var runs = new Runs();
        for (var i = 0L; i < count && runs.Failed.Count < failuresMax; i++)
            runs.Add(Run.Of(first + (ulong)i, sabotage));
        return runs;
    }

    public void Add(Runs others)
    {
        Seeds += others.Seeds;
        Steps += others.Steps;
        Adverse += others.Adverse;
        Lifts += others.Lifts;
        Hash ^= others.Hash;
        Failed.AddRange(others.Failed);
        AddTo(Counts, others.Counts);
        AddTo(Answers, others.Answers);
    }

    private void Add(Run run)
    {
        Seeds++;
        Steps += run.World.Timeline.Steps;
        Adverse += run.World.Judge.Adverse;
        Lifts += run.World.Judge.Lifts;
        Hash ^= run.World.Trace.Hash;
        AddTo(Counts, run.World.Counts);
        AddTo(Answers, run.World.Judge.Answers);
        if (run.Broken is not null)
            Failed.Add(run);
    }

    private static void AddTo(long[] sums, long[] more)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += more[i];
    }
}
