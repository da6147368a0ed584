using Grpc.Core;

namespace Verify.Transport;

/// <summary>
/// The messages of a caller who may be gone in the midst of one. The runtime says so by an <see cref="IOException"/>, which elsewhere is a
/// disk's, or a cancellation that nobody here asked for, and cancels the call a moment later only.
/// </summary>
internal sealed class CallersStream<T>(IAsyncStreamReader<T> messages) : IAsyncStreamReader<T>
{
    public T Current => messages.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await messages.MoveNext(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The failure becomes CANCELLED, which nobody is there to hear.
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller is gone.", exception));
        }
    }
}
