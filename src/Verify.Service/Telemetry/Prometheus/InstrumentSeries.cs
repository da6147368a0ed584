using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Verify.Telemetry.Prometheus;

/// <summary>Everything that one instrument has measured.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>Most series of one instrument, OpenTelemetry's own limit; what comes beyond goes into one series that says so.</summary>
    public const int SeriesMax = 2000;

    // A power of two.
    private const int Places = 256;

    private static readonly KeyValuePair<string, object?>[] Overflow = [ServiceMeter.Of("otel.metric.overflow", "true")];

    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _series = new(TagsComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _lookup;
    private readonly IReadOnlyList<double>? _bounds;
    private readonly Series?[] _recent = new Series?[Places];
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
        // The same values come again and again as the same objects, which need not be read to be known.
        var place = PlaceOf(tags);
        if (_recent[place] is { } recent && recent.HasSame(tags))
            return recent;
        if (!_lookup.TryGetValue(tags, out var series))
        {
            var key = _series.Count < SeriesMax ? tags.ToArray() : Overflow;
            series = _series.GetOrAdd(key, static (key, bounds) => new Series(key, bounds), _bounds);
        }

        return _recent[place] = series;
    }

    private static int PlaceOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = 0;
        foreach (var tag in tags)
            hash = (hash * 31) + RuntimeHelpers.GetHashCode(tag.Value);
        return hash & (Places - 1);
    }

    private static MetricKind KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => MetricKind.Histogram,
        "Counter`1" or "ObservableCounter`1" => MetricKind.Counter,
        _ => MetricKind.Gauge,
    };
}
