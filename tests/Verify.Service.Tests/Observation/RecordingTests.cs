using Verify.Telemetry;
using Verify.Telemetry.Prometheus;
using Verify.Tests.Stores;
using Verify.Audit.Journal;

namespace Verify.Service.Tests.Observation;

/// <summary>What measuring costs, and how what was measured is added up.</summary>
public sealed class RecordingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_recording_allocates_nothing_whether_or_not_anybody_listens(bool listens)
    {
        using var meter = new ServiceMeter();
        using var reader = listens ? new MeterReader(meter.Is) : null;
        for (var i = 0; i < 1_000; i++)
            Record(meter);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Record(meter);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Series_beyond_the_limit_share_one_that_says_so()
    {
        using var meter = new ServiceMeter();
        using var reader = new MeterReader(meter.Is);
        for (var i = 0; i < InstrumentSeries.SeriesMax + 5; i++)
            meter.CallerCallDuration.Record(0.001, ServiceMeter.Of(Label.Caller, $"caller-{i}"));

        var page = reader.Read();

        Assert.Contains("""verify_caller_call_duration_seconds_count{otel_metric_overflow="true"} 5""" + "\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"caller-{InstrumentSeries.SeriesMax}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_observed_no_more_is_told_no_more()
    {
        using var meter = new ServiceMeter();
        var isThere = true;
        meter.ObserveSeries<double>(Metrics.FreshnessAge, () => isThere ? [new(0.25)] : []);
        using var reader = new MeterReader(meter.Is);

        Assert.Contains("verify_freshness_age_seconds 0.25\n", reader.Read(), StringComparison.Ordinal);
        isThere = false;
        Assert.DoesNotContain("verify_freshness_age_seconds 0.25\n", reader.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_is_escaped()
    {
        using var meter = new ServiceMeter();
        using var reader = new MeterReader(meter.Is);
        meter.CallerCallDuration.Record(0.001, ServiceMeter.Of(Label.Caller, "a\"b\\c\nd"));
        Assert.Contains("""_count{verify_caller="a\"b\\c\nd"} 1""", reader.Read(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rpc.server.call.duration", "s", MetricKind.Histogram, "rpc_server_call_duration_seconds")]
    [InlineData("verify.answers", "{answer}", MetricKind.Counter, "verify_answers_total")]
    [InlineData("verify.cache.usage", "By", MetricKind.Gauge, "verify_cache_usage_bytes")]
    [InlineData("a.share", "1", MetricKind.Gauge, "a_share_ratio")]
    [InlineData("a.share", "1", MetricKind.Counter, "a_share_total")]
    [InlineData("process.uptime.seconds", "s", MetricKind.Gauge, "process_uptime_seconds")]
    public void A_name_is_mapped_as_OpenTelemetry_says(string name, string unit, MetricKind kind, string expected) =>
        Assert.Equal(expected, PrometheusNames.Of(name, unit, kind));

    [Fact]
    public void The_oldest_that_waits_is_told_to_a_tenth_of_a_second()
    {
        var clock = new ManualClock();
        var age = new BacklogAge(clock);
        Assert.Equal(TimeSpan.Zero, age.Age);
        age.Grow(100);
        clock.Now += TimeSpan.FromSeconds(1);
        age.Grow(100);
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(TimeSpan.FromSeconds(3), age.Age);
        age.Shrink(100);
        Assert.Equal(TimeSpan.FromSeconds(2), age.Age);
        age.Shrink(100);
        Assert.Equal(TimeSpan.Zero, age.Age);
    }

    private static void Record(ServiceMeter meter)
    {
        meter.CallDuration.Record(
            0.00002, ServiceMeter.Of(Label.System, "grpc"), ServiceMeter.Of(Label.Method, "verify.v1.VerificationService/Check"), ServiceMeter.Of(Label.Status, "OK"));
        meter.CallerCallDuration.Record(
            0.00002, ServiceMeter.Of(Label.Caller, "permits"), ServiceMeter.Of(Label.Department, "LICENSING"), ServiceMeter.Of(Label.Status, "OK"));
    }
}
