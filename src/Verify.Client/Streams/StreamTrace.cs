using System.Diagnostics;
using Grpc.Core;
using Verify.Client.Calls;

namespace Verify.Client.Streams;

/// <summary>The activity of one connection of a stream. It is current while the connection is made, so that its context goes along.</summary>
internal sealed class StreamTrace : IDisposable
{
    private readonly ClientState _state;
    private readonly IMethod _method;
    private readonly Uri _address;
    private readonly long _start;
    private readonly Activity? _activity;
    private StatusCode _code = StatusCode.Cancelled;

    private StreamTrace(ClientState state, IMethod method, Uri address, Activity? activity) =>
        (_state, _method, _address, _start, _activity) = (state, method, address, state.Clock.GetTimestamp(), activity);

    public static (StreamTrace Trace, TCall Call) Open<TCall>(ClientState state, IMethod method, Uri address, Func<TCall> open)
    {
        var around = Activity.Current;
        var trace = new StreamTrace(state, method, address, ClientTelemetry.Start(method));
        try
        {
            return (trace, open());
        }
        finally
        {
            Activity.Current = around;
        }
    }

    public void Ended(StatusCode code) => _code = code;

    public void Dispose()
    {
        var around = Activity.Current;
        ClientTelemetry.End(_method, _activity, _address, _state.Clock.GetElapsedTime(_start), _code);
        Activity.Current = around;
    }
}
