namespace Grpc.Core;

/// <summary>Messages that come in one after another. One reader at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> found.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false at the end.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>Messages that go out one after another. One write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null means as the call says.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message; done when the transport took it.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes a message; <paramref name="cancellationToken"/> cancels the whole call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This writer takes no cancellation token.")
        : WriteAsync(message);
}

/// <summary>The server's side of a response stream.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;

/// <summary>The client's side of a request stream.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no further message follows.</summary>
    Task CompleteAsync();
}
