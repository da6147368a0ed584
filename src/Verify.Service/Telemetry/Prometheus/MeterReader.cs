using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Verify.Telemetry.Prometheus;

/// <summary>Accumulates what meters measure, and gives it in Prometheus' text format.</summary>
public sealed class MeterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly Lock _reading = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="listens">Which meters to listen to.</param>
    public MeterReader(Func<Meter, bool> listens)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (listens(instrument.Meter))
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, static one => new InstrumentSeries(one)));
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => ((InstrumentSeries)series!).Take(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => ((InstrumentSeries)series!).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => ((InstrumentSeries)series!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far, observed values as they are now.</summary>
    public string Read()
    {
        lock (_reading)
        {
            foreach (var instrument in _instruments.Values)
                instrument.Begin();
            _listener.RecordObservableInstruments();
            return ExpositionText.Of(_instruments.Values.OrderBy(static one => one.Instrument.Name, StringComparer.Ordinal));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
