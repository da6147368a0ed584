using System.IO.Pipelines;

namespace Grpc.Server;

internal static class ValueTaskExtensions
{
    /// <summary>The flush as a task, without an allocation where it is done already.</summary>
    public static Task GetTask(this ValueTask<FlushResult> flush)
    {
        if (!flush.IsCompletedSuccessfully) return flush.AsTask();
        _ = flush.Result;
        return Task.CompletedTask;
    }
}
