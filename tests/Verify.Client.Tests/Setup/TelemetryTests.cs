using System.Diagnostics;
using System.Diagnostics.Metrics;
using Verify.Client.Tests.Running;

namespace Verify.Client.Tests.Setup;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_call_is_an_activity_whose_context_goes_along_and_a_duration_and_names_no_subject()
    {
        await using var service = await ScriptedService.StartAsync();
        var port = service.Port;
        var ended = new List<Activity>();
        var durations = new List<Dictionary<string, object?>>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ClientTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("server.port"), port))
                    ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener();
        meters.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument is { Meter.Name: ClientTelemetry.MeterName, Name: "rpc.client.call.duration", Unit: "s" })
                self.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(static tag => tag.Key, static tag => tag.Value);
            if (Equals(all["server.port"], port))
                durations.Add(all);
        });
        meters.Start();
        using var verify = VerifyClient.Connect(service.Address);

        await verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken);

        var activity = Assert.Single(ended);
        Assert.Equal("verify.v1.VerificationService/Check", activity.DisplayName);
        Assert.Equal(ActivityKind.Client, activity.Kind);
        Assert.Equal(
            ["rpc.method", "rpc.response.status_code", "rpc.system.name", "server.address", "server.port"],
            activity.TagObjects.Select(static tag => tag.Key).Order());
        Assert.Equal("OK", activity.GetTagItem("rpc.response.status_code"));
        Assert.Equal(activity.TagObjects.OrderBy(static tag => tag.Key), Assert.Single(durations).OrderBy(static tag => tag.Key));
        Assert.Contains(activity.TraceId.ToHexString(), Assert.Single(service.Script.Headers).GetValue("traceparent"), StringComparison.Ordinal);
        Assert.DoesNotContain(activity.TagObjects, static tag => $"{tag.Value}".Contains(Questions.Trusted, StringComparison.Ordinal));
    }
}
