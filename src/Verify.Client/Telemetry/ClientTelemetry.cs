using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Grpc.Core;

namespace Verify.Client;

/// <summary>
/// What a client tells of its calls, in the names of OpenTelemetry's conventions for RPC. No subject, case or person is in it. The
/// context of the trace goes with each call as <c>traceparent</c>.
/// </summary>
public static class ClientTelemetry
{
    /// <summary>Name of the activity source: one activity a call, whatever number of attempts it took, and one a connection of a stream.</summary>
    public const string ActivitySourceName = "Verify.Client";

    /// <summary>
    /// Name of the meter: <c>rpc.client.call.duration</c> in seconds; <c>verify.client.retries</c>, attempts after the first, by
    /// <c>verify.retry.cause</c>.
    /// </summary>
    public const string MeterName = "Verify.Client";

    private static readonly ActivitySource Activities = new(ActivitySourceName);
    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "rpc.client.call.duration",
        "s",
        "Duration of calls, all attempts and waits included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("verify.client.retries", "{attempt}", "Attempts after the first.");

    internal static Activity? Start(IMethod method)
    {
        var activity = Activities.StartActivity(NameOf(method), ActivityKind.Client);
        activity?.SetTag("rpc.system.name", "grpc").SetTag("rpc.method", NameOf(method));
        return activity;
    }

    internal static void Retried(IMethod method, string cause) =>
        Retries.Add(1, new TagList { { "rpc.method", NameOf(method) }, { "verify.retry.cause", cause } });

    internal static void End(IMethod method, Activity? activity, Uri? address, TimeSpan took, StatusCode code)
    {
        var tags = new TagList
        {
            { "rpc.system.name", "grpc" },
            { "rpc.method", NameOf(method) },
            { "rpc.response.status_code", NameOf(code) },
            { "server.address", address?.Host },
            { "server.port", address?.Port },
        };
        if (code != StatusCode.OK)
            tags.Add("error.type", NameOf(code));
        Durations.Record(took.TotalSeconds, tags);
        if (activity is null)
            return;
        foreach (var (name, value) in tags)
            activity.SetTag(name, value);
        if (code != StatusCode.OK)
            activity.SetStatus(ActivityStatusCode.Error);
        activity.Dispose();
    }

    private static string NameOf(IMethod method) => method.FullName.TrimStart('/');

    private static string NameOf(StatusCode code) => code == StatusCode.OK
        ? "OK"
        : string.Concat(code.ToString().Select(static (letter, at) =>
            at > 0 && char.IsUpper(letter) ? $"_{letter}" : letter.ToString().ToUpper(CultureInfo.InvariantCulture)));
}
