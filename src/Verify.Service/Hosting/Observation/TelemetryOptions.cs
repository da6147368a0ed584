namespace Verify.Hosting.Observation;

/// <summary>Who is told how the service fares.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The variable of OpenTelemetry that names a collector, where the options name none.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether <c>/metrics</c> is served.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>OTLP collector such as <c>http://127.0.0.1:4317</c>; empty means the one of <see cref="EndpointVariable"/>, or none.</summary>
    public string Otlp { get; set; } = "";

    /// <summary>How the collector is spoken to: <c>grpc</c> or <c>http/protobuf</c>.</summary>
    public string OtlpProtocol { get; set; } = "grpc";

    /// <summary>How often metrics are sent to the collector, in milliseconds.</summary>
    public int OtlpIntervalMs { get; set; } = 10_000;

    /// <summary>Of calls that come without a trace, the share that begins one. Whoever sends a <c>traceparent</c> has decided already.</summary>
    public double TraceShare { get; set; } = 0.01;

    /// <summary>The collector in use; null where there is none.</summary>
    public Uri? Collector =>
        Uri.TryCreate(Otlp.Length > 0 ? Otlp : Environment.GetEnvironmentVariable(EndpointVariable), UriKind.Absolute, out var collector) ? collector : null;

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        if (Otlp.Length > 0 && Collector is not { Scheme: "http" or "https" })
            yield return "Verify:Telemetry:Otlp: not an address such as http://127.0.0.1:4317.";
        if (OtlpProtocol is not ("grpc" or "http/protobuf"))
            yield return "Verify:Telemetry:OtlpProtocol: grpc or http/protobuf.";
        if (OtlpIntervalMs is < 100 or > 3_600_000)
            yield return "Verify:Telemetry:OtlpIntervalMs: between 100 and 3,600,000.";
        if (TraceShare is not (>= 0 and <= 1))
            yield return "Verify:Telemetry:TraceShare: between 0 and 1.";
    }
}
