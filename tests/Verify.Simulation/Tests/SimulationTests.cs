namespace Verify.Simulation.Tests;

/// <summary>
/// The promises of freshness under every fault that may befall the service. <c>VERIFY_SEEDS</c> says how many courses of things are
/// taken, <c>VERIFY_SEED</c> names one to be told; <c>load/simulation/run</c> takes millions.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_befalls_it_the_service_keeps_its_promises()
    {
        var named = Environment.GetEnvironmentVariable("VERIFY_SEED");
        var seeds = long.TryParse(Environment.GetEnvironmentVariable("VERIFY_SEEDS"), out var wanted) ? wanted : 1_000;
        var runs = named is null ? Runs.Of(1, seeds) : Runs.Of(ulong.Parse(named), 1);

        output.WriteLine($"{runs.Seeds:N0} seeds, {runs.Answers.Sum():N0} answers, {runs.Lifts:N0} lifts acknowledged");
        if (named is not null || runs.Failed.Count > 0)
            Tell(runs.Failed is [var failed, ..] ? failed.Seed : ulong.Parse(named!));
        Assert.Empty(runs.Failed.Select(static run => $"seed {run.Seed}: {run.Broken}"));
    }

    [Theory]
    [InlineData(nameof(Sabotage.NoSecondLook))]
    [InlineData(nameof(Sabotage.NoWaiting))]
    [InlineData(nameof(Sabotage.FillAnything))]
    [InlineData(nameof(Sabotage.ForgetNobody))]
    [InlineData(nameof(Sabotage.AdvanceOverGaps))]
    [InlineData(nameof(Sabotage.ForgetfulRoll))]
    public void What_is_broken_on_purpose_is_found(string sabotage)
    {
        var runs = Runs.Of(1, 500, Enum.Parse<Sabotage>(sabotage));

        output.WriteLine($"{sabotage}: after {runs.Seeds} seeds, {runs.Failed.FirstOrDefault()?.Broken}");
        Assert.NotEmpty(runs.Failed);
    }

    [Fact]
    public void Without_the_lease_stale_adverse_answers_are_found()
    {
        var runs = Runs.Of(1, 100, Sabotage.NoLease, int.MaxValue);

        output.WriteLine($"{runs.Failed.Count} of {runs.Seeds} seeds");
        Assert.All(runs.Failed, static run => Assert.StartsWith("the answer is adverse and from before lift", run.Broken));
        Assert.NotEmpty(runs.Failed);
    }

    [Fact]
    public void A_seed_takes_the_same_course_each_time()
    {
        for (var seed = 1UL; seed <= 50; seed++)
            Assert.Equal(Run.Of(seed).World.Trace.Hash, Run.Of(seed, readable: true).World.Trace.Hash);
    }

    [Fact]
    public void Whatever_leaves_the_one_thread_is_found()
    {
        var world = new World(1, faults: Fault.None);
        world.Processes[0].Begin(static async () => await Task.Run(static () => Thread.Sleep(1)));

        var broken = Assert.Throws<BrokenPromiseException>(() =>
        {
            for (var i = 1; i < 1_000; i++)
            {
                world.Timeline.In(1, static () => Thread.Sleep(1));
                world.Timeline.RunTo(world.Timeline.Now + Timeline.Millisecond);
            }
        });
        Assert.StartsWith("something ran on another thread", broken.Message);
    }

    private void Tell(ulong seed)
    {
        foreach (var line in Run.Of(seed, readable: true).World.Trace.Lines)
            output.WriteLine(line);
    }
}
