using System.Text;

namespace Verify.Telemetry.Prometheus;

/// <summary>What OpenTelemetry calls a metric or a label, as Prometheus calls it: the mapping of OpenTelemetry's compatibility specification.</summary>
public static class PrometheusNames
{
    /// <summary>The name of a metric, with its unit, and <c>_total</c> behind a counter. A histogram's series add their own suffixes.</summary>
    public static string Of(string name, string? unit, MetricKind kind)
    {
        var words = Of(name);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            "%" => "_percent",
            "1" when kind == MetricKind.Gauge => "_ratio",
            _ => "",
        };
        if (!words.EndsWith(suffix, StringComparison.Ordinal))
            words += suffix;
        return kind == MetricKind.Counter && !words.EndsWith("_total", StringComparison.Ordinal) ? words + "_total" : words;
    }

    /// <summary>The name of a label.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length);
        foreach (var letter in name)
            words.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        return words.ToString();
    }
}
