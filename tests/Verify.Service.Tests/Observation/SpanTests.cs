using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Telemetry;

namespace Verify.Service.Tests.Observation;

/// <summary>A trace that a caller began goes on in the service.</summary>
public sealed class SpanTests : IDisposable
{
    private const string Subject = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ServiceMeter.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == _trace)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private string TraceParent => $"00-{_trace}-00f067aa0ba902b7-01";

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_gRPC_call_is_a_span_of_its_callers_trace_and_a_read_of_the_store_lies_below_it()
    {
        await using var service = await RunningService.StartAsync();

        await service.Verification.CheckAsync(Asking.Ask(Subject, "LIC"), new Metadata { { "traceparent", TraceParent } }, cancellationToken: Stop);

        var call = Assert.Single(_spans, static span => span.Kind == ActivityKind.Server);
        Assert.Equal("verify.v1.VerificationService/Check", call.OperationName);
        Assert.Equal("00f067aa0ba902b7", call.ParentSpanId.ToHexString());
        Assert.Equal("grpc", call.GetTagItem(Label.System));
        Assert.Equal("OK", call.GetTagItem(Label.Status));
        Assert.Equal(call.SpanId, Assert.Single(_spans, static span => span.OperationName == Traces.StoreRead).ParentSpanId);
    }

    [Fact]
    public async Task A_Connect_call_that_fails_is_a_span_with_its_status()
    {
        await using var service = await RunningService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/verify.v1.VerificationService/Check") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("traceparent", TraceParent);

        using var reply = await service.Http.SendAsync(request, Stop);

        var call = Assert.Single(_spans, static span => span.Kind == ActivityKind.Server);
        Assert.Equal("connectrpc", call.GetTagItem(Label.System));
        Assert.Equal("INVALID_ARGUMENT", call.GetTagItem(Label.Status));
        Assert.Equal(ActivityStatusCode.Error, call.Status);
    }
}
