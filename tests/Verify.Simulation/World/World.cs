using Verify.Domain;

namespace Verify.Simulation;

/// <summary>Kinds of fault that a world may have.</summary>
[Flags]
internal enum Fault
{
    None = 0,
    Process = 1,
    Clock = 2,
    Store = 4,
    Redis = 8,
    Flood = 16,
}

/// <summary>
/// Instances, store and Redis, callers who check and record, and whatever may befall them: one seed, one world, one course of things.
/// </summary>
internal sealed class World
{
    public static readonly SubjectKey Source = SubjectKey.OfSource("COURT");

    public static readonly SubjectKey SomebodyElse = new("U:915205990000000000");

    private readonly Fault _faults;
    private readonly Callers _callers;
    private readonly Faults _inject;
    private bool _healed;

    public World(ulong seed, Sabotage sabotage = Sabotage.Nothing, bool readable = false, Fault? faults = null)
    {
        var chance = new Chance(seed);
        Sabotage = sabotage;
        Trace = new Trace(readable);
        Timeline = new Timeline(chance, Trace);
        Pace = new Pace(chance, sabotage == Sabotage.NoLease);
        var some = chance.OneIn(8) ? Fault.None : (Fault)chance.Below(32);
        _faults = faults ?? some;
        HasRedis = !chance.OneIn(4);
        MemoryBytes = chance.OneIn(8) ? 0 : 64 * 1_024;
        ChangePlaces = chance.OneIn(4) ? 4 : 256;
        Subjects = [.. Enumerable.Range(0, chance.Below(4) + 2).Select(static number => new SubjectKey($"U:91520599MA{number:D8}"))];
        Store = new StoreServer(this);
        Redis = new RedisServer(this, sabotage);
        Judge = new Judge(this);
        Machines = [.. Enumerable.Range(0, (chance.OneIn(4) ? 4 : chance.Below(2) + 2)).Select(number => new Machine(number, Timeline))];
        Processes = [.. Machines.Select(machine => new Process(this, machine))];
        _callers = new Callers(this);
        _inject = new Faults(this);
    }

    public Sabotage Sabotage { get; }

    public Trace Trace { get; }

    public Timeline Timeline { get; }

    public Pace Pace { get; }

    public bool HasRedis { get; }

    public long MemoryBytes { get; }

    public int ChangePlaces { get; }

    public SubjectKey[] Subjects { get; }

    public StoreServer Store { get; }

    public Registry Registry => Store.Registry;

    public RedisServer Redis { get; }

    public Judge Judge { get; }

    public Machine[] Machines { get; }

    /// <summary>The instance on each machine.</summary>
    public Process[] Processes { get; }

    /// <summary>How often each thing happened.</summary>
    public long[] Counts { get; } = new long[Enum.GetValues<What>().Length];

    public bool AreFaults(Fault fault) => !_healed && (_faults & fault) != 0;

    public void Note(What what, int machine, long one = 0, long other = 0) => Trace.Note(Timeline.Now, what, machine, one, other);

    public void Count(What what, Process? process, long one = 0)
    {
        Counts[(int)what]++;
        Note(what, process?.Machine.Number ?? -1, one);
    }

    /// <summary>Lets it go its course, and holds it to everything.</summary>
    /// <exception cref="BrokenPromiseException">It broke a promise.</exception>
    public void Run()
    {
        Note(What.Began, Machines.Length, Pace.Options.LeaseMs, (long)_faults);
        foreach (var process in Processes)
            process.Start();
        _callers.Begin();
        _inject.Begin();
        Timeline.RunTo(Pace.Length);

        _healed = true;
        Note(What.Healed, -1);
        _callers.End();
        _inject.End();
        Timeline.RunTo(Timeline.Now + (Pace.Attempt * 2) + Pace.Lease + (250 * Timeline.Millisecond));
        _callers.AskEverybodyOnceMore();
        Timeline.RunTo(Timeline.Now + Pace.Attempt + (Pace.Lease * 2));
        _callers.HoldThatAllIsWell();
    }

    /// <summary>Another instance takes the place of one that is gone.</summary>
    public void Replace(Process gone)
    {
        var process = new Process(this, gone.Machine);
        Processes[gone.Machine.Number] = process;
        process.Start();
    }
}
