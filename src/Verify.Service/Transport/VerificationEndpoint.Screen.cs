using Grpc.Core;
using Verify.Callers;
using Verify.Domain;
using Verify.Flows;
using Verify.Transport.Replies;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;

namespace Verify.Transport;

public sealed partial class VerificationEndpoint
{
    /// <summary>Most items of a screening that are answered together. Others wait with the transport, which holds their sender up.</summary>
    public const int MaxScreened = 256;

    /// <inheritdoc/>
    public override async Task Screen(
        IAsyncStreamReader<ScreenRequest> requestStream, IServerStreamWriter<ScreenResponse> responseStream, ServerCallContext context)
    {
        using var call = admission.Enter(context, Scopes.Check);
        if (call.Refusal is not null)
            throw FailureStatus.ToException(await RefuseAsync(call, new CheckRequest(), context));
        var stopping = context.GetHttpContext().RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await call.WhileKnownAsync(context, async cancellation =>
            {
                using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
                await ScreenAsync(requestStream, responseStream, call, WriterFor(context), any.Token);
            });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The failure becomes UNAVAILABLE: whoever screens goes on elsewhere with what has no answer, and the server can go.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
    }

    private async Task ScreenAsync(
        IAsyncStreamReader<ScreenRequest> requestStream,
        IServerStreamWriter<ScreenResponse> responseStream,
        AdmittedCall call,
        AnswerWriting writer,
        CancellationToken cancellation)
    {
        var caller = call.Caller;
        var head = await requestStream.MoveNext(cancellation) ? requestStream.Current.Context : null;
        if (FaultOfScreen(head, caller) is { } refusal)
            throw FailureStatus.ToException(await RegisterAsync(refusal, head ?? new(), caller, clock.GetUtcNow(), cancellation));

        var items = new List<ScreenItem>(MaxScreened);
        var response = new FieldWriter();
        var next = requestStream.MoveNext(cancellation);
        while (await next)
        {
            // Whatever has arrived goes together; a lone item waits for no other.
            items.Clear();
            do
            {
                items.Add(requestStream.Current.Item ?? throw FailureStatus.ToException(NoItem()));
                next = requestStream.MoveNext(cancellation);
            }
            while (items.Count < MaxScreened && next.IsCompletedSuccessfully && next.Result);

            await call.ChargeAsync(items.Count, cancellation);
            Outcome<byte[]>[] answers;
            using (await TurnAsync(items.Count, caller, cancellation))
                answers = await AnswerAsync([.. items.Select(item => SingleOf(head!, item.Subject, item.ItemId))], caller, writer, cancellation);
            for (var i = 0; i < answers.Length; i++)
            {
                response.Clear();
                response.Text(ScreenResponse.ItemIdFieldNumber, items[i].ItemId);
                if (answers[i].Value is { } reply)
                    response.Message(ScreenResponse.AnswerFieldNumber, reply);
                else
                    response.Message(ScreenResponse.ErrorFieldNumber, FailureStatus.ToStatus(answers[i].Failure!));
                responseStream.WriteOptions = i < answers.Length - 1 ? Buffered : null;
                await responseStream.WriteAsync(ScreenResponse.Of(response.Written.ToArray()), CancellationToken.None);
            }
        }
    }

    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    private Failure? FaultOfScreen(CheckRequest? context, Caller caller)
    {
        var errors = new FieldErrors();
        if (context is null)
            errors.Add("context", "Required: the first message is the context, the others are items.", FieldFault.Required);
        errors.Unset(context?.Subject is not null, "context.subject");
        errors.Unset(context?.Members.Count > 0, "context.members");
        return errors.IsEmpty ? reading.FaultOf(context!, caller, clock.GetUtcNow()) : errors.ToFailure();
    }

    private static Failure NoItem()
    {
        var errors = new FieldErrors();
        errors.Add("item", "Required: every message after the first is an item.", FieldFault.Required);
        return errors.ToFailure();
    }
}
