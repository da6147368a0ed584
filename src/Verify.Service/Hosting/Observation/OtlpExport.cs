using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Verify.Telemetry;

namespace Verify.Hosting.Observation;

/// <summary>Sends metrics and spans to an OpenTelemetry collector; what cannot be sent is dropped, and no call waits for it.</summary>
internal sealed class OtlpExport : IDisposable
{
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _spans;

    private OtlpExport(TelemetryOptions options, Uri collector)
    {
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter(ServiceMeter.Name, "System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, options, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.OtlpIntervalMs;
            })
            .Build();
        _spans = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource(ServiceMeter.Name)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceShare)))
            .AddOtlpExporter(exporter => Configure(exporter, options, collector, "v1/traces"))
            .Build();
    }

    /// <summary>Begins to send; null where no collector is named.</summary>
    public static OtlpExport? Begin(TelemetryOptions options) => options.Collector is { } collector ? new(options, collector) : null;

    /// <summary>Sends what is there, and no more.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _spans.Dispose();
    }

    private static void Describe(ResourceBuilder resource) => resource.AddService("verify", serviceVersion: ServiceMeter.Version);

    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, Uri collector, string path)
    {
        var isHttp = options.OtlpProtocol == "http/protobuf";
        exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        // Over HTTP each signal has its own path; an endpoint that is set in code is taken as it stands.
        exporter.Endpoint = isHttp ? new Uri($"{collector.ToString().TrimEnd('/')}/{path}") : collector;
    }
}
