using Verify.Load.Check.Asks;
using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Lanes;

/// <summary>
/// A caller whose calls are measured, and somebody beside it whose are not. Each has connections of its own, so that they meet in the
/// service and nowhere before it.
/// </summary>
/// <param name="name">What the tables call it.</param>
/// <param name="server">The service's process.</param>
/// <param name="generator">With twice <see cref="WireLane.Connections"/>.</param>
/// <param name="ask">What is measured.</param>
/// <param name="beside">What is asked beside it.</param>
/// <param name="besidePerSecond">How often; 0 for never.</param>
internal sealed class BesideLane(string name, int server, Generator generator, IAsk ask, IAsk beside, double besidePerSecond) : ILane
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);
    private int _seed;

    public string Name => name;

    /// <summary>What became of the calls beside, over all slices.</summary>
    public Tally Beside { get; } = new(InTime);

    public Slice Take(Demand demand)
    {
        var (tally, others) = (new Tally(InTime), new Tally(InTime));
        var flow = new Flow(Pacer.Poisson(demand.PerSecond, demand.InFlight, ++_seed), ask, tally) { Through = ..WireLane.Connections };
        var usage = Usage.Begin([server], []);
        if (besidePerSecond > 0)
        {
            var pacer = Pacer.Poisson(besidePerSecond, demand.InFlight, -_seed, makesUp: false);
            generator.Run(demand.Duration, null, flow, new Flow(pacer, beside, others) { Through = WireLane.Connections.. });
        }
        else
        {
            generator.Run(demand.Duration, null, flow);
        }

        Beside.Add(others);
        return usage.End(new Slice(Name, demand.Duration.TotalSeconds, tally.Calls, Latencies.Of(tally.Latency)) { Tally = tally });
    }
}
