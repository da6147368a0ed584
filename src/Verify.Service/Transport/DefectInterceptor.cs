using Grpc.Core;
using Grpc.Core.Interceptors;
using Verify.Domain;
using Verify.Telemetry;

namespace Verify.Transport;

/// <summary>
/// What nobody foresaw becomes INTERNAL with an incident number; the log has the rest under that number, the caller none of it.
/// A call that its caller gave up is no defect.
/// </summary>
public sealed class DefectInterceptor(ILogger<DefectInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            // Most checks end without waiting, refused ones too, and want no task beside their own.
            var replying = continuation(request, context);
            return replying.IsCompletedSuccessfully || replying is { IsFaulted: true, Exception.InnerException: RpcException }
                ? replying
                : ReportingAsync(replying, context);
        }
        catch (Exception exception) when (IsDefect(exception, context))
        {
            throw Report(exception, context);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new CallersStream<TRequest>(requestStream), context);
        }
        catch (Exception exception) when (IsDefect(exception, context))
        {
            throw Report(exception, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (IsDefect(exception, context))
        {
            throw Report(exception, context);
        }
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new CallersStream<TRequest>(requestStream), responseStream, context);
        }
        catch (Exception exception) when (IsDefect(exception, context))
        {
            throw Report(exception, context);
        }
    }

    private async Task<TResponse> ReportingAsync<TResponse>(Task<TResponse> replying, ServerCallContext context)
    {
        try
        {
            return await replying;
        }
        catch (Exception exception) when (IsDefect(exception, context))
        {
            throw Report(exception, context);
        }
    }

    private static bool IsDefect(Exception exception, ServerCallContext context) =>
        exception is not RpcException && !(exception is OperationCanceledException or IOException && IsGivenUp(context));

    // The call's token follows that of the connection a moment later, and the first to notice may come in between.
    private static bool IsGivenUp(ServerCallContext context) =>
        context.CancellationToken.IsCancellationRequested || context.GetHttpContext().RequestAborted.IsCancellationRequested;

    private RpcException Report(Exception exception, ServerCallContext context)
    {
        var incident = Guid.CreateVersion7();
        Log.Defect(logger, exception, incident, context.Method);
        return FailureStatus.ToException(new Failure(FailureReason.Internal, $"A defect of ours; please report incident {incident}.")
            .With("incident", incident.ToString()));
    }
}
