using System.Globalization;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Report;

/// <summary>What the figures look like.</summary>
internal static class Charts
{
    private const double NsPerMicro = 1_000;
    private const string Calm = "#1f6feb";
    private const string Alarm = "#e5484d";

    // Each nine is a step to the right.
    private static readonly (double Share, string Label)[] Nines = [(0, "0"), (0.9, "90 %"), (0.99, "99 %"), (0.999, "99.9 %"), (0.9999, "99.99 %")];

    /// <summary>Latency by percentile, one line a lane, both axes logarithmic.</summary>
    public static Chart Percentiles(string caption, IEnumerable<Summary> lanes)
    {
        var merged = lanes.Select(static lane => (lane.Lane, All: Merged(lane))).Where(static lane => lane.All.Count > 0).ToArray();
        var scale = Scale(merged.SelectMany(static lane => (double[])[lane.All.At(0) / NsPerMicro, lane.All.Max / NsPerMicro]));
        var drawing = new Drawing();
        MarkDecades(drawing, scale);
        foreach (var (share, label) in Nines)
            drawing.MarkX(Nine(share), label);
        foreach (var (lane, all) in merged)
        {
            // As far to the right as there are calls to tell.
            var end = Math.Min(Nine(1 - (1.0 / all.Count)), 1);
            drawing.Curve(lane, Enumerable.Range(0, 201).Select(i => i / 200.0 * end).Select(x => (x, scale(all.At(ShareOf(x)) / NsPerMicro))));
        }

        return new Chart(caption, drawing.ToString());
    }

    /// <summary>One bar a lane.</summary>
    public static Chart Bars(string caption, IReadOnlyList<(string Name, double Value)> bars)
    {
        var most = bars.Max(static bar => bar.Value);
        var drawing = new Drawing();
        for (var i = 0; i <= 4; i++)
            drawing.MarkY(i / 4.0, (most * i / 4).ToString("N0", CultureInfo.InvariantCulture));
        for (var i = 0; i < bars.Count; i++)
        {
            var (from, to) = ((i + 0.15) / bars.Count, (i + 0.85) / bars.Count);
            drawing.Bar(from, to, bars[i].Value / most, Calm);
            drawing.Label(Drawing.X((from + to) / 2), Drawing.Y(0) + 18, bars[i].Name, "middle");
        }

        return new Chart(caption, drawing.ToString());
    }

    /// <summary>How p99 and failures went, with what was done to the service when.</summary>
    public static Chart Over(string caption, Timeline timeline, IEnumerable<(TimeSpan At, string What)> events)
    {
        var stretches = timeline.Stretches;
        var length = timeline.Step * stretches.Count;
        var scale = Scale(stretches.Where(static stretch => stretch.Latency.Count > 0).Select(static stretch => stretch.Latency.At(0.99) / NsPerMicro));
        var drawing = new Drawing();
        MarkDecades(drawing, scale);
        for (var i = 0; i < stretches.Count; i++)
        {
            var failed = stretches[i].Missed / (double)Math.Max(1, stretches[i].Latency.Count);
            if (failed > 0)
                drawing.Bar(i / (double)stretches.Count, (i + 1.0) / stretches.Count, failed, Alarm);
        }

        foreach (var (at, what) in events)
            drawing.MarkX(at / length, what);
        drawing.Curve("p99, us", stretches.Select((stretch, i) => ((i + 0.5) / stretches.Count, scale(Math.Max(1, stretch.Latency.At(0.99) / NsPerMicro)))));
        drawing.Name("share not right", Alarm);
        return new Chart($"{caption}; {length.TotalSeconds:F0} s", drawing.ToString());
    }

    private static Histogram Merged(Summary lane)
    {
        var all = new Histogram();
        foreach (var slice in lane.Slices)
        {
            if (slice.Tally is { } tally)
                all.Add(tally.Latency);
        }

        return all;
    }

    private static double Nine(double share) => -Math.Log10(1 - share) / 5;

    private static double ShareOf(double nine) => 1 - Math.Pow(10, -nine * 5);

    /// <summary>Decades from below the least to above the most.</summary>
    private static Func<double, double> Scale(IEnumerable<double> values)
    {
        var logs = values.DefaultIfEmpty(1).Select(static value => Math.Log10(Math.Max(1, value))).ToArray();
        var (low, high) = (Math.Floor(logs.Min()), Math.Max(Math.Floor(logs.Min()) + 1, Math.Ceiling(logs.Max())));
        return value => Math.Clamp((Math.Log10(Math.Max(1, value)) - low) / (high - low), 0, 1);
    }

    private static void MarkDecades(Drawing drawing, Func<double, double> scale)
    {
        for (double decade = 1, last = -1; decade <= 1e9 && last < 1; decade *= 10)
        {
            var share = scale(decade);
            if (share > 0 || scale(decade * 10) > 0)
                drawing.MarkY(share, $"{decade.ToString("N0", CultureInfo.InvariantCulture)} us");
            last = share;
        }
    }
}
