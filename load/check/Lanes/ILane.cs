using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Lanes;

/// <summary>How much is asked of a lane in a slice.</summary>
/// <param name="PerSecond">Calls a second in an open loop; 0 for as many as the lane can take.</param>
/// <param name="InFlight">How many in flight, at most or always.</param>
/// <param name="Duration">For how long.</param>
/// <param name="Sleeps">Whether the generator sleeps when there is nothing to do, although this lane would let it spin.</param>
internal readonly record struct Demand(double PerSecond, int InFlight, TimeSpan Duration, bool Sleeps = false)
{
    /// <summary>When the calls fall due, so many in flight at most.</summary>
    public Pacer Schedule(int inFlightMax, int seed = 1) => PerSecond > 0 ? Pacer.Poisson(PerSecond, inFlightMax, seed) : Pacer.Saturating(inFlightMax);
}

/// <summary>Something whose speed is measured, slice by slice, in turns with others.</summary>
internal interface ILane
{
    string Name { get; }

    Slice Take(Demand demand);
}
