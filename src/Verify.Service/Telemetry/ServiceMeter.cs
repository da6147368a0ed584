using System.Diagnostics.Metrics;

namespace Verify.Telemetry;

/// <summary>
/// The instruments of one running service. What happens often is counted where it happens (<see cref="Tally"/>) and observed here when
/// somebody reads; only durations are recorded one by one.
/// </summary>
public sealed class ServiceMeter : IDisposable
{
    /// <summary>Name of the meter and of the traces.</summary>
    public const string Name = "Verify";

    // A check takes tens of microseconds where all is kept, and seconds where a store is in trouble.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;

    /// <summary>A meter that nobody listens to yet.</summary>
    public ServiceMeter()
    {
        _meter = new Meter(new MeterOptions(Name) { Version = Version, Scope = this });
        CallDuration = Histogram(Metrics.CallDuration);
        CallerCallDuration = Histogram(Metrics.CallerCallDuration);
        CallerShareWait = Histogram(Metrics.CallerShareWait);
        JournalWait = Histogram(Metrics.JournalWait);
        StoreReadDuration = Histogram(Metrics.StoreReadDuration);
        StoreReadWait = Histogram(Metrics.StoreReadWait);
        LiftDuration = Histogram(Metrics.LiftDuration);
        Streams = _meter.CreateUpDownCounter<long>(Metrics.Streams.Name, Metrics.Streams.Unit, Metrics.Streams.Meaning);
        ObserveSeries<long>(Metrics.Build, static () => [new(1, Of(Label.Version, Version))]);
    }

    /// <summary>The version of the program.</summary>
    public static string Version { get; } = typeof(ServiceMeter).Assembly.GetName().Version!.ToString(3);

    /// <summary><see cref="Metrics.CallDuration"/>.</summary>
    public Histogram<double> CallDuration { get; }

    /// <summary><see cref="Metrics.CallerCallDuration"/>.</summary>
    public Histogram<double> CallerCallDuration { get; }

    /// <summary><see cref="Metrics.CallerShareWait"/>.</summary>
    public Histogram<double> CallerShareWait { get; }

    /// <summary><see cref="Metrics.JournalWait"/>.</summary>
    public Histogram<double> JournalWait { get; }

    /// <summary><see cref="Metrics.StoreReadDuration"/>.</summary>
    public Histogram<double> StoreReadDuration { get; }

    /// <summary><see cref="Metrics.StoreReadWait"/>.</summary>
    public Histogram<double> StoreReadWait { get; }

    /// <summary><see cref="Metrics.LiftDuration"/>.</summary>
    public Histogram<double> LiftDuration { get; }

    /// <summary><see cref="Metrics.Streams"/>.</summary>
    public UpDownCounter<long> Streams { get; }

    /// <summary>Whether a meter is this one: a process may run several services.</summary>
    public bool Is(Meter meter) => ReferenceEquals(meter.Scope, this);

    /// <summary>A label with its value.</summary>
    public static KeyValuePair<string, object?> Of(string label, string value) => new(label, value);

    /// <summary>Has a metric without labels read when somebody looks.</summary>
    public void Observe(Metric metric, Func<double> value) => ObserveSeries<double>(metric, () => [new(value())]);

    /// <summary>Has a metric with one label read when somebody looks.</summary>
    public void Observe(Metric metric, params (string Value, Func<long> Read)[] series)
    {
        var tagged = Array.ConvertAll(series, one => (Tag: Of(metric.Labels[0], one.Value), one.Read));
        ObserveSeries(metric, () => tagged.Select(static one => new Measurement<long>(one.Read(), one.Tag)));
    }

    /// <summary>Has a metric read when somebody looks.</summary>
    public void ObserveSeries<T>(Metric metric, Func<IEnumerable<Measurement<T>>> read)
        where T : struct
    {
        var unit = metric.Unit.Length > 0 ? metric.Unit : null;
        if (metric.Kind == MetricKind.Counter)
            _meter.CreateObservableCounter(metric.Name, read, unit, metric.Meaning);
        else
            _meter.CreateObservableGauge(metric.Name, read, unit, metric.Meaning);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private Histogram<double> Histogram(Metric metric) => _meter.CreateHistogram(metric.Name, metric.Unit, metric.Meaning, tags: null, Seconds);
}
