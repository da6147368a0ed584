using Grpc.Core;

namespace Grpc.Server;

/// <summary>The replies of a streaming call.</summary>
internal sealed class ResponseStream<T>(ServerCall call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    private int _writing;
    private volatile bool _closed;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Interlocked.Exchange(ref _writing, 1) == 1)
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_closed) throw new InvalidOperationException("Can't write the message because the request is complete.");
            call.Http.RequestAborted.ThrowIfCancellationRequested();
            await call.WithinDeadlineAsync(cancellation => FlushAsync(message, cancellation), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            call.Http.Abort(); // a message cut short leaves nothing that could follow it
            throw;
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    /// <summary>Ends writing with the handler, so that a writer kept beyond it cannot touch a reply that is over.</summary>
    public void Close() => _closed = true;

    private Task FlushAsync(T message, CancellationToken cancellation)
    {
        call.WriteReply(message, marshaller);
        bool mayWait = (WriteOptions?.Flags & WriteFlags.BufferHint) == WriteFlags.BufferHint;
        return mayWait ? Task.CompletedTask : call.Http.Response.BodyWriter.FlushAsync(cancellation).GetTask();
    }
}
