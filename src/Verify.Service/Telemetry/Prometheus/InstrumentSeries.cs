using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Verify.Telemetry.Prometheus;

/// <summary>Everything that one instrument has measured.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>Most series of one instrument, OpenTelemetry's own limit; what comes beyond goes into one series that says so.</summary>
    public const int SeriesMax = 2000;

    private static readonly KeyValuePair<string, object?>[] Overflow = [ServiceMeter.Of("otel.metric.overflow", "true")];

    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _series = new(TagsComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _lookup;
    private readonly IReadOnlyList<double>? _bounds;
    private int _reading;

    public InstrumentSeries(Instrument instrument)
    {
        Instrument = instrument;
        Kind = KindOf(instrument);
        _bounds = Kind != MetricKind.Histogram ? null : (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public Instrument Instrument { get; }

    public MetricKind Kind { get; }

    /// <summary>The series; of an observed instrument those that the last reading gave.</summary>
    public IEnumerable<Series> All =>
        _series.Values.Where(series => !Instrument.IsObservable || series.Reading == _reading).OrderBy(static series => string.Join('\n', series.Tags));

    /// <summary>A new reading of observed instruments begins.</summary>
    public void Begin() => _reading++;

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags);
        if (Instrument.IsObservable)
            series.Set(value, _reading);
        else if (Kind == MetricKind.Histogram)
            series.Record(value);
        else
            series.Add(value);
    }

    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_lookup.TryGetValue(tags, out var known))
            return known;
        var key = _series.Count < SeriesMax ? tags.ToArray() : Overflow;
        return _series.GetOrAdd(key, static (key, bounds) => new Series(key, bounds), _bounds);
    }

    private static MetricKind KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => MetricKind.Histogram,
        "Counter`1" or "ObservableCounter`1" => MetricKind.Counter,
        _ => MetricKind.Gauge,
    };
}
