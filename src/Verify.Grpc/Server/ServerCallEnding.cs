using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Grpc.Server;

/// <summary>How a call ends: with the status its handler chose, with what its exception becomes, or with its deadline.</summary>
internal sealed partial class ServerCall
{
    private const int Http2Cancel = 0x8;

    private static readonly StringValues Ok = "0";

    /// <summary>Set once a message is on its way: from then on the status goes into trailers.</summary>
    private bool HasReply { get; set; }

    private Exception? _failure;

    /// <summary>The handler failed; the call ends with what its exception becomes.</summary>
    public void Fail(Exception failure) => _failure = failure;

    /// <summary>Ends the call with the status that the handler left.</summary>
    public Task EndAsync()
    {
        if (_failure is not null) return EndAsync(_failure);
        if (_deadline is null)
        {
            WriteStatus();
            return Task.CompletedTask;
        }
        return EndWithDeadlineAsync(_deadline.TryEnd());
    }

    /// <summary>Ends the call with what an exception becomes. The one place where a handler's failure is logged.</summary>
    public Task EndAsync(Exception exception)
    {
        bool mayEnd = _deadline?.TryEnd() ?? true;
        if (mayEnd) _status = StatusOf(exception);
        if (_deadline is not null) return EndWithDeadlineAsync(mayEnd);
        WriteStatus();
        return Task.CompletedTask;
    }

    /// <summary>Answers DEADLINE_EXCEEDED and resets the stream, so that neither side holds it open.</summary>
    public async Task AnswerDeadlineExceededAsync()
    {
        GrpcServerLog.DeadlineExceeded(Settings.Logger, _deadline!.Timeout);
        _status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        _responseTrailers = null;
        WriteStatus();
        try
        {
            await Http.Response.CompleteAsync().WaitAsync(ServerDeadline.LastWordsMax, Settings.Clock);
        }
        catch (TimeoutException)
        {
            // The peer does not read what was sent before, and is told by the reset alone.
        }
        ResetByDeadline();
    }

    /// <summary>Resets the stream as one whose time is over.</summary>
    public void ResetByDeadline() => Http.Features.Get<IHttpResetFeature>()?.Reset(Http2Cancel);

    private async Task EndWithDeadlineAsync(bool mayEnd)
    {
        if (mayEnd) WriteStatus();
        else await _deadline!.ExpiryDone;
        _deadline!.Dispose();
    }

    private Status StatusOf(Exception exception)
    {
        switch (exception)
        {
            case RpcException rpc:
                GrpcServerLog.StatusRaised(Settings.Logger, Settings.Method.FullName, rpc.StatusCode, rpc.Status.DebugException);
                foreach (var entry in rpc.Trailers) ResponseTrailersCore.Add(entry);
                return rpc.Status;

            // The call's own token follows that of the connection a moment later.
            case OperationCanceledException or IOException when CancellationTokenCore.IsCancellationRequested || Http.RequestAborted.IsCancellationRequested:
                GrpcServerLog.HandlerCancelled(Settings.Logger, exception, Settings.Method.FullName);
                return new Status(StatusCode.Cancelled, "The call was cancelled.");

            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return WireStatus.ReceivedTooLarge;

            default:
                GrpcServerLog.HandlerFailed(Settings.Logger, exception, Settings.Method.FullName);
                return new Status(StatusCode.Unknown, Detailed("Exception was thrown by handler.", exception), exception);
        }
    }

    private string Detailed(string message, Exception exception) =>
        Settings.DetailedErrors ? $"{message} {exception.GetType().Name}: {exception.Message}" : message;

    /// <summary>Into the trailers; or into the headers of a reply that has nothing else (the specification's Trailers-Only).</summary>
    private void WriteStatus()
    {
        var target = HasReply || Http.Response.HasStarted ? Trailers : Http.Response.Headers;
        if (_responseTrailers is not null) WriteMetadata(target, _responseTrailers);
        target.GrpcStatus = StatusText(_status.StatusCode);
        if (!string.IsNullOrEmpty(_status.Detail)) target.GrpcMessage = PercentCodec.Encode(_status.Detail);
    }

    private void WriteMetadata(IHeaderDictionary target, Metadata trailers)
    {
        foreach (var entry in trailers)
        {
            try
            {
                if (MetadataCodec.Encode(entry) is { } value) target.Append(entry.Key, value);
            }
            catch (InvalidOperationException e)
            {
                GrpcServerLog.HandlerFailed(Settings.Logger, e, Settings.Method.FullName);
                _status = new Status(StatusCode.Internal, Detailed("A trailer cannot be sent.", e), e);
            }
        }
    }

    private static StringValues StatusText(StatusCode code) =>
        code == StatusCode.OK ? Ok : ((int)code).ToString(CultureInfo.InvariantCulture);
}
