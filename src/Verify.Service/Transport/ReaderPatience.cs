using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http.Features;

namespace Verify.Transport;

/// <summary>
/// Ends a stream whose reader takes nothing off it: what waits for a reader is held in memory, and so is what waits behind it. The stream
/// is reset with ENHANCE_YOUR_CALM, which gRPC clients read as RESOURCE_EXHAUSTED; a status would wait behind what is not read.
/// </summary>
/// <param name="patience">How long one message may wait.</param>
/// <param name="clock">By which.</param>
public sealed class ReaderPatience(TimeSpan patience, TimeProvider clock) : Interceptor
{
    private const int EnhanceYourCalm = 0xB;

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(request, new Writer<TResponse>(this, responseStream, context), context);

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(requestStream, new Writer<TResponse>(this, responseStream, context), context);

    private async Task WaitAsync(Task writing, ServerCallContext context)
    {
        // In two halves: after a process stood still its timers are due at once, and the reader has had no time.
        if (await IsDoneAsync(writing) || await IsDoneAsync(writing))
        {
            await writing;
            return;
        }

        context.GetHttpContext().Features.GetRequiredFeature<IHttpResetFeature>().Reset(EnhanceYourCalm);
        throw new RpcException(new Status(StatusCode.ResourceExhausted, "Nobody reads the stream."));
    }

    private async Task<bool> IsDoneAsync(Task writing)
    {
        try
        {
            await writing.WaitAsync(patience / 2, clock);
            return true;
        }
        catch (TimeoutException)
        {
            return writing.IsCompleted;
        }
    }

    private sealed class Writer<T>(ReaderPatience patience, IServerStreamWriter<T> messages, ServerCallContext context) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => messages.WriteOptions;
            set => messages.WriteOptions = value;
        }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            var writing = messages.WriteAsync(message, cancellationToken);
            return writing.IsCompleted ? writing : patience.WaitAsync(writing, context);
        }
    }
}
