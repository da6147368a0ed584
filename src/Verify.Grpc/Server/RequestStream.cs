using Grpc.Core;

namespace Grpc.Server;

/// <summary>The requests of a streaming call.</summary>
internal sealed class RequestStream<T>(ServerCall call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;
    private bool _reading;
    private bool _closed;

    public T Current => _current ?? throw new InvalidOperationException("No current element is available.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<bool>(cancellationToken);
        if (_closed) return Refused("Can't read messages after the request is complete.");
        if (_reading) return Refused("Can't read the next message because the previous read is still in progress.");

        _reading = true;
        var next = RequestBody.ReadNextAsync(call, marshaller, cancellationToken);
        return next.IsCompletedSuccessfully ? Task.FromResult(Take(next.Result)) : TakeLaterAsync(next);
    }

    /// <summary>Ends reading with the handler, so that a reader kept beyond it cannot touch a request that is over.</summary>
    public void Close() => _closed = true;

    private static Task<bool> Refused(string why) => Task.FromException<bool>(new InvalidOperationException(why));

    private async Task<bool> TakeLaterAsync(ValueTask<(bool Found, T? Message)> next)
    {
        try
        {
            return Take(await next);
        }
        finally
        {
            _reading = false;
        }
    }

    private bool Take((bool Found, T? Message) next)
    {
        _reading = false;
        _current = next.Message;
        return next.Found;
    }
}
