using FsCheck;
using FsCheck.Fluent;
using Verify.Load.Check.Pace;

namespace Verify.Load.Tests;

public sealed class HistogramTests
{
    private static readonly Gen<long[]> Durations = Gen.ArrayOf(
        Gen.SelectMany(Gen.Choose(1, 41), static bits => Gen.Select(Gen.Choose(0, int.MaxValue), low => (1L << bits) + (low % (1L << bits)))));

    [Fact]
    public void A_percentile_is_right_to_three_digits() => Prop.ForAll(
        Durations.ToArbitrary(),
        static durations =>
        {
            var histogram = Of(durations);
            var sorted = durations.Order().ToArray();
            return ((double[])[0.001, 0.5, 0.9, 0.99, 0.999, 1]).All(share =>
            {
                var exact = sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
                return histogram.At(share) >= exact && histogram.At(share) <= exact * 1.001;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Taking_in_another_is_recording_what_it_has() => Prop.ForAll(
        Durations.ToArbitrary(),
        Durations.ToArbitrary(),
        static (one, other) =>
        {
            var (merged, all) = (Of(one), Of([.. one, .. other]));
            merged.Add(Of(other));
            return merged.Count == all.Count && merged.Max == all.Max && Enumerable.Range(0, 11).All(i => merged.At(i / 10.0) == all.At(i / 10.0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_longest_is_kept_exactly() => Assert.Equal(123_456_789, Of([1, 123_456_789, 2]).At(1));

    [Fact]
    public void Nothing_recorded_is_nothing() => Assert.Equal(0, new Histogram().At(0.99));

    [Fact]
    public void A_clock_that_goes_back_and_an_endless_call_are_still_counted()
    {
        var histogram = Of([-5, long.MaxValue]);
        Assert.Equal(2, histogram.Count);
        Assert.Equal(0, histogram.At(0.5));
        Assert.Equal(Histogram.Longest, histogram.At(1));
    }

    private static Histogram Of(IEnumerable<long> durations)
    {
        var histogram = new Histogram();
        foreach (var duration in durations)
            histogram.Record(duration);
        return histogram;
    }
}
