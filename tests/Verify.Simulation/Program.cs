using Verify.Simulation;
using Xunit.Runner.InProc.SystemConsole;

// run FIRST COUNT THREADS [SABOTAGE]   many seeds; without a sabotage it ends at the first that fails, and tells it
// replay SEED [SABOTAGE]               one seed, told
// anything else                        is for the test runner
return args switch
{
    ["run", var first, var count, var threads, .. var rest] =>
        new RunsInThreads(ulong.Parse(first), long.Parse(count), SabotageOf(rest)).Report(int.Parse(threads)),
    ["replay", var seed, .. var rest] => RunsInThreads.Replay(ulong.Parse(seed), SabotageOf(rest)),
    _ => await ConsoleRunner.Run(args),
};

static Sabotage SabotageOf(string[] rest) => rest is [var name] ? Enum.Parse<Sabotage>(name) : Sabotage.Nothing;
