using System.Net;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Lanes;

/// <summary>A lane that is asked over HTTP/2 by the generator of this process.</summary>
internal sealed class WireLane : ILane, IDisposable
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);
    private readonly Generator _generator;
    private readonly IAsk _ask;
    private readonly int[] _servers;
    private readonly int[] _beside;
    private int _seed;

    /// <param name="name">What the tables call it.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="addresses">Of the servers.</param>
    /// <param name="servers">Processes whose CPU is the lane's.</param>
    /// <param name="beside">Processes that the lane needs and that are not the servers; their CPU is not held against it.</param>
    public WireLane(string name, IAsk ask, IReadOnlyList<IPEndPoint> addresses, int[] servers, int[] beside)
    {
        (Name, _ask, _servers, _beside) = (name, ask, servers, beside);
        _generator = new Generator(addresses, Connections);
    }

    /// <summary>To each server; as many as the other benchmarks use.</summary>
    public const int Connections = 8;

    public string Name { get; }

    /// <summary>As many calls in flight as the server takes of one caller.</summary>
    public int InFlightMax { get; init; } = int.MaxValue;

    /// <summary>Whether the generator shares its CPU with what the lane needs beside its server.</summary>
    public bool Sleeps => _beside.Length > 0;

    public Slice Take(Demand demand)
    {
        var tally = new Tally(InTime);
        var pacer = demand.Schedule(Math.Min(demand.InFlight, InFlightMax), ++_seed);
        var usage = Usage.Begin(_servers, _beside);
        _generator.Spins = !Sleeps && !demand.Sleeps;
        _generator.Run(demand.Duration, null, new Flow(pacer, _ask, tally));
        return usage.End(new Slice(Name, demand.Duration.TotalSeconds, tally.Calls, Latencies.Of(tally.Latency)) { Tally = tally });
    }

    public void Dispose() => _generator.Dispose();
}
