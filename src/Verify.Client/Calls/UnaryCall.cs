using Grpc.Core;
using Verify.Client.Addresses;
using Verify.V1;

namespace Verify.Client.Calls;

/// <summary>
/// One unary call: (1) what the request lacks is added, (2) an address is picked, (3) an attempt is made there, (4) its failure stands or
/// is followed by another attempt, elsewhere where there is an elsewhere.
/// </summary>
internal sealed class UnaryCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly ClientState _state;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CallOptions _options;
    private readonly CallPlan _plan;
    private readonly TRequest _request;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _ending;
    private readonly List<ServiceAddress> _tried = [];
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AsyncUnaryCall<TResponse>? _answered;
    private VerifyException? _failed;

    public UnaryCall(ClientState state, Method<TRequest, TResponse> method, CallOptions options, TRequest request)
    {
        (_state, _method, _plan) = (state, method, CallPlan.Of(method));
        _request = Preparation.Of(request, state.Memory); // (1)
        _options = state.Identity.AddTo(options);
        if (_options.Deadline is null && _plan.IsTimed)
            _options = _options.WithDeadline(DateTime.UtcNow + state.Options.CallTimeout);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
    }

    public Task<Metadata> Headers => _headers.Task;

    public Status Status => _answered?.GetStatus() ?? _failed?.Status ?? throw new InvalidOperationException("The call has not ended.");

    public Metadata Trailers => _answered?.GetTrailers() ?? _failed?.Trailers ?? throw new InvalidOperationException("The call has not ended.");

    public async Task<TResponse> RunAsync()
    {
        var start = _state.Clock.GetTimestamp();
        var activity = ClientTelemetry.Start(_method);
        var code = StatusCode.Cancelled;
        try
        {
            var reply = await AskAsync();
            code = StatusCode.OK;
            return reply;
        }
        catch (VerifyException exception)
        {
            code = exception.StatusCode;
            _failed = exception;
            throw;
        }
        finally
        {
            _headers.TrySetCanceled(CancellationToken.None);
            End();
            ClientTelemetry.End(_method, activity, _tried.LastOrDefault()?.Uri, _state.Clock.GetElapsedTime(start), code);
        }
    }

    /// <summary>Cancels a call under way. After the end it changes nothing.</summary>
    public void Dispose()
    {
        lock (_lock)
            _ending?.Cancel();
    }

    // Else the caller's token would hold on to every call that was ever made with it.
    private void End()
    {
        lock (_lock)
        {
            _ending!.Dispose();
            _ending = null;
        }
    }

    private async Task<TResponse> AskAsync()
    {
        var rules = new RetryRules(_state, _plan);
        while (true)
        {
            var address = _state.Addresses.Pick(_tried); // (2)
            _tried.Add(address);
            var (reply, exception, failure) = await AttemptAsync(address); // (3)
            if (reply is not null)
            {
                _state.Budget.Succeeded();
                _state.Memory.NoteReply(reply);
                return reply;
            }

            if (failure is Failure.NotReached or Failure.Broken)
                address.Doubt();
            if (rules.PauseAfter(failure, exception!.RetryAfter, TimeLeft()) is not { } pause) // (4)
                throw exception;
            ClientTelemetry.Retried(_method, failure.ToString());
            ClientLog.Retrying(
                _state.Logger, _method.FullName, address.Uri, exception.StatusCode, failure.ToString(), rules.Attempts, pause.TotalMilliseconds);
            await Task.Delay(pause, _state.Clock, _ending!.Token);
        }
    }

    private async Task<(TResponse? Reply, VerifyException? Exception, Failure Failure)> AttemptAsync(ServiceAddress address)
    {
        using var visit = address.Enter();
        using var silence = new CancellationTokenSource(_plan.IsQuick ? _state.Options.AttemptTimeout : Timeout.InfiniteTimeSpan, _state.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_ending!.Token, silence.Token);
        var call = address.Invoker.AsyncUnaryCall(_method, null, _options.WithCancellationToken(ending.Token), _request);
        try
        {
            var reply = await call.ResponseAsync;
            _answered = call;
            _headers.TrySetResult(await call.ResponseHeadersAsync);
            return (reply, null, default);
        }
        catch (RpcException exception)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _ending!.Token.ThrowIfCancellationRequested();
            var known = VerifyException.From(exception, address.Uri);
            return known.StatusCode == StatusCode.Cancelled && silence.IsCancellationRequested
                ? (null, Silent(address), Failure.Broken)
                : (null, known, Failures.Of(known));
        }
    }

    private VerifyException Silent(ServiceAddress address) => new(new VerifyError(
        StatusCode.DeadlineExceeded, ErrorReason.Unspecified, $"{address.Uri} was silent for {_state.Options.AttemptTimeout.TotalSeconds} s."));

    // A deadline is an instant of the machine's clock, whatever the client's says.
    private TimeSpan TimeLeft() => _options.Deadline is { } deadline ? deadline.ToUniversalTime() - DateTime.UtcNow : TimeSpan.MaxValue;
}
