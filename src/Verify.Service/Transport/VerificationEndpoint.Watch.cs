using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Audit;
using Verify.Callers;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;

namespace Verify.Transport;

public sealed partial class VerificationEndpoint
{
    /// <summary>Most subjects of one watch.</summary>
    public const int MaxWatched = 1000;

    /// <inheritdoc/>
    public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
    {
        using var call = admission.Enter(context, Scopes.Check, Math.Clamp(request.Subjects.Count, 1, MaxWatched));
        if (call.Refusal is not null)
            throw FailureStatus.ToException(await RefuseAsync(call, request.Context, context));
        await call.WhileKnownAsync(context, cancellation => WatchAsync(request, responseStream, call.Caller, WriterFor(context), cancellation));
    }

    private async Task WatchAsync(
        WatchRequest request,
        IServerStreamWriter<WatchResponse> responseStream,
        Caller caller,
        AnswerWriting writer,
        CancellationToken cancellation)
    {
        var watch = ReadWatch(request, caller, clock.GetUtcNow());
        if (watch.Failure is { } refusal)
            throw FailureStatus.ToException(await RegisterAsync(refusal, request.Context ?? new(), caller, clock.GetUtcNow(), cancellation));
        try
        {
            if (await watching.FaultOfAsync(watch.Value!, cancellation) is { } fault)
                throw FailureStatus.ToException(fault);
            await foreach (var one in watching.WatchAsync(watch.Value!, writer, cancellation))
                await responseStream.WriteAsync(Write(one), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE and ends the stream: silence would look like quiet data until the caller's own timer
            // ran out, and whoever comes back with the last `reached` misses nothing.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
        catch (RegisterUnavailableException exception)
        {
            // The same: no log, no answer.
            throw FailureStatus.ToException(FlowFailures.Of(exception));
        }
    }

    private Outcome<Watch> ReadWatch(WatchRequest request, Caller caller, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var context = request.Context ?? new CheckRequest();
        errors.Limit(request.Subjects.Count, "subjects", MaxWatched);
        if (request.Subjects.Count == 0)
            errors.Add("subjects", "Required: whom to watch.", FieldFault.Required);
        errors.Unset(context.Subject is not null, "context.subject");
        errors.Unset(context.Members.Count > 0, "context.members");
        errors.Unset(context.RequestId.Length > 0, "context.request_id");
        errors.Unset(context.AsOf is not null, "context.as_of");
        errors.Unset(context.KnownAt is not null, "context.known_at");
        errors.Unset(context.Consistency is not null, "context.consistency");
        if (request.Resume is { Revision: < 0 })
            errors.Add("resume.revision", "A revision is not negative.");
        var resumeAt = CheckReading.ReadInstant(request.Resume?.At, "resume.at", DateTimeOffset.MaxValue, errors);
        var heartbeat = HeartbeatReading.Read(request.HeartbeatInterval, errors);
        if (!errors.IsEmpty)
            return errors.ToFailure();
        if (reading.FaultOf(context, caller, now) is { } fault)
            return fault;

        // The clock of the instance that gave the point may have been ahead of ours.
        var resume = request.Resume is { } point ? new WatchStart(point.Revision, resumeAt > now ? now : resumeAt) : null;
        return new Watch([.. request.Subjects.Select(subject => Watched(context, subject, caller))], resume, heartbeat);
    }

    private WatchedSubject Watched(CheckRequest context, Subject subject, Caller caller) => new(
        at =>
        {
            var question = SingleOf(context, subject, "");
            question.KnownAt = new KnownAt { Revision = at.Revision };
            return reading.ReadPermitted(question, caller, at.At);
        },
        (refusal, at) => RefusalRecords.Of(refusal, context, caller, at));

    private static WatchResponse Write(WatchEvent one)
    {
        var response = new WatchResponse
        {
            Reached = one.Reached is { } reached ? new WatchPoint { Revision = reached.Revision, At = reached.At.ToTimestamp() } : null,
        };
        if (one.Change is not { } change)
            response.Heartbeat = new WatchHeartbeat();
        else if (change.Result.Value is { } answer)
            response.Change = new V1.WatchChange { Index = change.Index, Revision = change.Revision, Answer = CheckResponse.Parser.ParseFrom(answer) };
        else
            response.Change = new V1.WatchChange { Index = change.Index, Revision = change.Revision, Error = FailureStatus.ToStatus(change.Result.Failure!) };
        return response;
    }
}
