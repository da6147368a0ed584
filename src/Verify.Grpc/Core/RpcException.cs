namespace Grpc.Core;

/// <summary>A call that did not end in OK. Thrown by clients, and by handlers to choose the status they answer with.</summary>
public class RpcException : Exception
{
    /// <summary>Creates an exception for <paramref name="status"/>.</summary>
    public RpcException(Status status) : this(status, Metadata.Empty, status.ToString())
    {
    }

    /// <summary>Creates an exception with a message of its own.</summary>
    public RpcException(Status status, string message) : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Creates an exception that carries trailing metadata.</summary>
    public RpcException(Status status, Metadata trailers) : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Creates an exception that carries trailing metadata and a message of its own.</summary>
    public RpcException(Status status, Metadata trailers, string message) : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The status.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>Trailing metadata; empty when there is none.</summary>
    public Metadata Trailers { get; }
}
