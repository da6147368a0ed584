namespace Verify.Telemetry;

/// <summary>What kind of instrument a metric is.</summary>
public enum MetricKind
{
    /// <summary>A sum that only grows.</summary>
    Counter,
    /// <summary>A state as it is when it is read.</summary>
    Gauge,
    /// <summary>A distribution.</summary>
    Histogram,
}

/// <summary>A metric as it is documented: what nobody reads here, nobody can alert on.</summary>
/// <param name="Name">As OpenTelemetry names it.</param>
/// <param name="Kind">The kind of instrument.</param>
/// <param name="Unit">In UCUM: <c>s</c>, <c>By</c>, <c>{record}</c>; empty for a state that is 0 or 1.</param>
/// <param name="Meaning">What it tells.</param>
/// <param name="Labels">Names of its labels. Their values are few, and never a code or a name of anybody asked about.</param>
public sealed record Metric(string Name, MetricKind Kind, string Unit, string Meaning, params string[] Labels);
