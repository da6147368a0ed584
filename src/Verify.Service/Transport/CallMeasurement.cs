using System.Diagnostics;
using Grpc.Core;
using Verify.Callers;
using Verify.Telemetry;
using Verify.Transport.Connect;

namespace Verify.Transport;

/// <summary>One call as it is measured: where it began, its span if there is one, and what its end records. Nothing of its message.</summary>
internal readonly struct CallMeasurement
{
    private static readonly string[] StatusNames = [.. Enumerable.Range(0, 17).Select(static code => NameOf((StatusCode)code))];

    private readonly ServiceMeter? _meter;
    private readonly ServerCallContext _context;
    private readonly long _began;
    private readonly Activity? _span;

    private CallMeasurement(ServiceMeter meter, ServerCallContext context, Activity? span) =>
        (_meter, _context, _began, _span) = (meter, context, Stopwatch.GetTimestamp(), span);

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard => _meter is not null;

    /// <summary>Begins without a span.</summary>
    public static CallMeasurement Begin(ServiceMeter meter, ServerCallContext context) =>
        meter.CallDuration.Enabled ? new(meter, context, null) : default;

    /// <summary>Begins with a span under that of the caller, as W3C's <c>traceparent</c> names it; to be ended where it began.</summary>
    public static CallMeasurement BeginTraced(ServiceMeter meter, ServerCallContext context)
    {
        var headers = context.GetHttpContext().Request.Headers;
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var caller);
        var span = Traces.Source.StartActivity(MethodOf(context), ActivityKind.Server, caller);
        span?.SetTag(Label.System, SystemOf(context));
        span?.SetTag(Label.Method, MethodOf(context));
        return new(meter, context, span);
    }

    /// <summary>Ends with the status of what ended it.</summary>
    public void End(Exception failure) => End(failure switch
    {
        RpcException status => status.StatusCode,
        OperationCanceledException or IOException when _context.CancellationToken.IsCancellationRequested =>
            _context.Deadline <= DateTime.UtcNow ? StatusCode.DeadlineExceeded : StatusCode.Cancelled,
        _ => StatusCode.Unknown,
    });

    /// <summary>Ends.</summary>
    public void End(StatusCode code)
    {
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var status = ServiceMeter.Of(Label.Status, StatusNames[(int)code]);
        _meter!.CallDuration.Record(
            seconds, ServiceMeter.Of(Label.System, SystemOf(_context)), ServiceMeter.Of(Label.Method, MethodOf(_context)), status);
        var caller = _context.GetHttpContext().Features.Get<Caller>();
        if (caller is not null)
        {
            // Whoever is developing may call itself any department, so that is no label.
            var department = caller.Id == DevelopmentCallers.Id ? "" : caller.DepartmentCode ?? "";
            _meter.CallerCallDuration.Record(
                seconds, ServiceMeter.Of(Label.Caller, caller.Id), ServiceMeter.Of(Label.Department, department), status);
        }

        if (_span is null)
            return;
        _span.SetTag(Label.Status, StatusNames[(int)code]);
        _span.SetTag(Label.Caller, caller?.Id);
        if (code is not StatusCode.OK)
            _span.SetStatus(ActivityStatusCode.Error);
        _span.Dispose();
    }

    private static string SystemOf(ServerCallContext context) => context is ConnectCallContext ? "connectrpc" : "grpc";

    /// <summary>Without the slash in front, and so the same string for every call of a method.</summary>
    private static string MethodOf(ServerCallContext context) => MethodNames.Of(context.Method);

    private static string NameOf(StatusCode code) => code switch
    {
        StatusCode.OK => "OK",
        _ => string.Concat(code.ToString().Select(static (letter, place) => char.IsUpper(letter) && place > 0 ? $"_{letter}" : $"{letter}")).ToUpperInvariant(),
    };
}
