using Verify.Load.Check.Pace;

namespace Verify.Load.Tests;

public sealed class PacerTests
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    [Fact]
    public void Every_call_that_falls_due_during_a_stall_counts_what_it_waited()
    {
        // A thousand calls a second; the server answers at once, but not at all between second 1 and second 2.
        var latency = Simulate(Pacer.Even(1_000, inFlightMax: int.MaxValue), stallFrom: Second, stallTo: 2 * Second, end: 3 * Second);
        Assert.Equal(2_999, latency.Count);
        // The thousand that fell due in the stall waited evenly between a second and nothing.
        Assert.InRange(latency.At(1), Second * 0.998, Second * 1.001);
        Assert.InRange(latency.At(1 - (500 / 2_999.0)), Second * 0.495, Second * 0.505);
        Assert.InRange(latency.At(0.6), 0, Millisecond);
    }

    [Fact]
    public void A_bound_on_what_is_in_flight_hides_no_latency()
    {
        var free = Simulate(Pacer.Even(1_000, int.MaxValue), Second, 2 * Second, 3 * Second);
        var bounded = Simulate(Pacer.Even(1_000, inFlightMax: 4), Second, 2 * Second, 3 * Second);
        Assert.Equal(free.Count, bounded.Count);
        Assert.InRange(bounded.At(0.9), free.At(0.9), free.At(0.9) * 1.01);
    }

    [Fact]
    public void A_closed_loop_hides_the_same_stall()
    {
        var latency = Simulate(Pacer.Saturating(1), Second, 2 * Second, 3 * Second);
        Assert.InRange(latency.At(1), Second * 0.998, Second * 1.001);
        Assert.Equal(0, latency.At(0.999));
    }

    [Fact]
    public void A_call_beyond_the_bound_stays_due()
    {
        var pacer = Pacer.Even(1_000, inFlightMax: 1);
        pacer.Start(0);
        Assert.True(pacer.TryTake(5 * Millisecond, inFlight: 0, out var first));
        Assert.False(pacer.TryTake(5 * Millisecond, inFlight: 1, out _));
        Assert.True(pacer.TryTake(9 * Millisecond, inFlight: 0, out var second));
        Assert.Equal((Millisecond, 2 * Millisecond), (first, second));
    }

    [Fact]
    public void What_was_due_and_never_sent_is_told()
    {
        var pacer = Pacer.Even(1_000, inFlightMax: 1);
        pacer.Start(0);
        Assert.True(pacer.TryTake(Second, 0, out _));
        Assert.Equal(98, pacer.Abandon(100 * Millisecond).Count());
        Assert.False(pacer.Sends(Second, 100 * Millisecond));
    }

    [Fact]
    public void Poisson_arrivals_have_the_rate_and_the_spread_of_strangers()
    {
        var pacer = Pacer.Poisson(10_000, int.MaxValue);
        pacer.Start(0);
        var dues = new List<long>();
        while (pacer.TryTake(20 * Second, 0, out var due))
            dues.Add(due);
        var gaps = dues.Zip(dues.Skip(1), static (a, b) => (double)(b - a)).ToArray();
        var mean = gaps.Average();
        Assert.InRange(dues.Count, 198_000, 202_000);
        // Of exponential gaps the standard deviation is the mean, and 1/e are longer than it.
        Assert.InRange(Math.Sqrt(gaps.Average(gap => Math.Pow(gap - mean, 2))) / mean, 0.98, 1.02);
        Assert.InRange(gaps.Count(gap => gap > mean) / (double)gaps.Length, 0.36, 0.376);
    }

    /// <summary>A server that answers within the tick of a millisecond, but not at all during the stall.</summary>
    private static Histogram Simulate(Pacer pacer, long stallFrom, long stallTo, long end)
    {
        var latency = new Histogram();
        var inFlight = new Queue<long>();
        pacer.Start(0);
        for (long now = 0; now < end || inFlight.Count > 0; now += Millisecond / 2)
        {
            while (pacer.Sends(now, end) && pacer.TryTake(now, inFlight.Count, out var due))
            {
                inFlight.Enqueue(due);
                // A closed loop sends the next only when this one is answered.
                if (now < stallFrom || now >= stallTo)
                    latency.Record(now - inFlight.Dequeue());
                if (!pacer.IsOpen)
                    break;
            }

            while (inFlight.Count > 0 && (now < stallFrom || now >= stallTo))
                latency.Record(now - inFlight.Dequeue());
        }

        return latency;
    }
}
