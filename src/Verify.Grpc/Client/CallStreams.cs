using Grpc.Core;

namespace Grpc.Client;

/// <summary>Writes the requests of a streaming call.</summary>
internal sealed class RequestWriter<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, WriteOptions? options)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    public WriteOptions? WriteOptions { get; set; } = options;

    public Task WriteAsync(TRequest message) => call.WriteAsync(message, WriteOptions);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var registration = cancellationToken.UnsafeRegister(static state => ((IDisposable)state!).Dispose(), call);
        await WriteAsync(message);
    }

    public Task CompleteAsync()
    {
        call.CompleteRequests();
        return Task.CompletedTask;
    }
}

/// <summary>Reads the replies of a streaming call.</summary>
internal sealed class ReplyReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;
    private bool _atEnd;
    private int _reading;

    public TResponse Current => _current ?? throw new InvalidOperationException("No current element is available.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) == 1)
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        try
        {
            if (_atEnd) return false;
            (bool found, _current) = await call.ReadNextReplyAsync(cancellationToken);
            _atEnd = !found;
            return found;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
