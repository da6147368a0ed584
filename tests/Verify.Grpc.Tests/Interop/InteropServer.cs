using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Verify.Grpc.Tests.Interop.V1;

namespace Verify.Grpc.Tests.Interop;

/// <summary>InteropService, written against the official API alone.</summary>
internal sealed class InteropServer : InteropService.InteropServiceBase
{
    private static readonly TimeSpan RecallLimit = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _hung = new();

    public override async Task<Reply> Unary(Request request, ServerCallContext context)
    {
        using var watch = Watch(request, context);
        await Mirror(context);
        await Finish(request, context);
        return Answer(request, context, request.Text);
    }

    public override async Task ServerStream(Request request, IServerStreamWriter<Reply> replies, ServerCallContext context)
    {
        using var watch = Watch(request, context);
        await Mirror(context);
        for (var i = 0; i < request.Replies; i++) await replies.WriteAsync(Answer(request, context, $"{i}"));
        await Finish(request, context);
    }

    public override async Task<Reply> ClientStream(IAsyncStreamReader<Request> requests, ServerCallContext context)
    {
        await Mirror(context);
        var texts = new List<string>();
        var last = new Request();
        await foreach (var request in requests.ReadAllAsync())
        {
            using var watch = Watch(request, context);
            last = request;
            texts.Add(request.Text);
            await Finish(request, context);
        }
        return Answer(last, context, string.Join(',', texts));
    }

    public override async Task Bidi(IAsyncStreamReader<Request> requests, IServerStreamWriter<Reply> replies, ServerCallContext context)
    {
        await Mirror(context);
        await foreach (var request in requests.ReadAllAsync())
        {
            using var watch = Watch(request, context);
            await Finish(request, context);
            await replies.WriteAsync(Answer(request, context, request.Text));
        }
    }

    public override async Task<RecallResponse> Recall(RecallRequest request, ServerCallContext context)
    {
        var ended = Hung(request.Text).Task;
        await Task.WhenAny(ended, Task.Delay(RecallLimit, context.CancellationToken));
        return new RecallResponse { Ended = ended.IsCompleted, HadDeadline = ended.IsCompleted && await ended };
    }

    private static async Task Mirror(ServerCallContext context)
    {
        var heads = new Metadata();
        foreach (var entry in context.RequestHeaders)
        {
            if (entry.Key.StartsWith("x-head", StringComparison.Ordinal)) heads.Add(entry);
            if (entry.Key.StartsWith("x-trail", StringComparison.Ordinal)) context.ResponseTrailers.Add(entry);
        }
        if (heads.Count > 0) await context.WriteResponseHeadersAsync(heads);
    }

    /// <summary>Before any reply: the write of one may be what finds the call over.</summary>
    private CancellationTokenRegistration Watch(Request request, ServerCallContext context) => request.Hang
        ? context.CancellationToken.Register(() => Hung(request.Text).TrySetResult(context.Deadline != DateTime.MaxValue))
        : default;

    private async Task Finish(Request request, ServerCallContext context)
    {
        if (request.Hang) await Hung(request.Text).Task;
        if (request.Failure is { } failure)
        {
            var status = new Status((StatusCode)failure.Code, failure.Message);
            if (status.StatusCode != StatusCode.OK) throw new RpcException(status);
            context.Status = status;
        }
    }

    private static Reply Answer(Request request, ServerCallContext context, string text)
    {
        context.WriteOptions = request.CompressReply ? WriteOptions.Default : new WriteOptions(WriteFlags.NoCompress);
        return new Reply
        {
            Text = text,
            Body = ByteString.CopyFrom(Body.Pattern((int)request.ReplyBytes)),
            Received = Body.Sha256(request.Body.Span),
        };
    }

    private TaskCompletionSource<bool> Hung(string text) =>
        _hung.GetOrAdd(text, _ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
}
