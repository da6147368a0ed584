using System.Globalization;
using System.Text;

namespace Verify.Telemetry.Prometheus;

/// <summary>Prometheus' text exposition format, version 0.0.4.</summary>
internal static class ExpositionText
{
    /// <summary>The content type of a page in this format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<InstrumentSeries> instruments)
    {
        var text = new StringBuilder();
        foreach (var instrument in instruments)
        {
            var name = PrometheusNames.Of(instrument.Instrument.Name, instrument.Instrument.Unit, instrument.Kind);
            Line(text, $"# HELP {name} {Escape(instrument.Instrument.Description ?? "", quoted: false)}");
            Line(text, $"# TYPE {name} {TypeOf(instrument.Kind)}");
            foreach (var series in instrument.All)
                Write(text, name, instrument.Kind, series);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, MetricKind kind, Series series)
    {
        var labels = string.Join(',', series.Tags.Select(static tag => $"{PrometheusNames.Of(tag.Key)}=\"{Escape($"{tag.Value}", quoted: true)}\""));
        var all = labels.Length > 0 ? $"{{{labels}}}" : "";
        if (kind != MetricKind.Histogram)
        {
            Line(text, $"{name}{all} {Number(series.Sum)}");
            return;
        }

        var count = 0L;
        foreach (var (bound, upTo) in series.Buckets())
        {
            Line(text, $"{name}_bucket{{{labels}{(labels.Length > 0 ? "," : "")}le=\"{Number(bound)}\"}} {upTo}");
            count = upTo;
        }

        Line(text, $"{name}_sum{all} {Number(series.Sum)}");
        Line(text, $"{name}_count{all} {count}");
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text, bool quoted)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quoted ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    // Lines end as the format says, on every machine.
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
