using Google.Protobuf;
using Verify.Callers;
using Verify.Domain;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

/// <summary>Requests to record become drafts, each with everything that is wrong with it. Record and Import read alike.</summary>
public sealed class DraftReading(SubjectKeys keys)
{
    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who records.</param>
    /// <param name="catalogue">The catalogue in force.</param>
    /// <param name="now">The instant of recording.</param>
    public Outcome<FactDraft> Read(RecordRequest request, Caller caller, Catalogue catalogue, DateTimeOffset now)
    {
        if (RecordPermissions.FaultOf(request, caller) is { } refusal)
            return refusal;
        var errors = new FieldErrors();
        errors.Id(request.RequestId, "request_id", required: true);
        errors.Text(request.RecordedBy?.DepartmentCode ?? "", "recorded_by.department_code", 64, required: true);
        errors.Text(request.RecordedBy?.OperatorId ?? "", "recorded_by.operator_id", 128, required: true);
        errors.Text(request.DocumentNumber, "document_number", 128);
        var given = CheckReading.ReadInstant(request.OccurredAt, "occurred_at", now, errors);

        var facts = new FactReading(keys, errors);
        var fact = facts.Read(request.Fact, request.DocumentNumber, ChinaTime.DateOf(given ?? now));
        var subject = fact is Domain.SourceSynced synced ? SubjectKey.OfSource(synced.Source) : facts.Subject(request.Subject, "subject");
        if (fact is not null)
            errors.Add(FactRules.Judge(fact, catalogue, $"fact.{V1.Fact.Descriptor.FindFieldByNumber((int)request.Fact.FactCase).Name}."));
        if (!errors.IsEmpty)
            return errors.ToFailure();
        if (RecordPermissions.FaultOf(subject!.Value, caller.Grants) is { } notAllowed)
            return notAllowed;

        return new FactDraft(
            request.RequestId,
            keys.RequestDigest(request.ToByteArray()),
            subject!.Value,
            given ?? EffectiveInstant.Of(fact!, now),
            new Recorder(request.RecordedBy!.DepartmentCode, request.RecordedBy.OperatorId),
            request.DocumentNumber,
            fact!,
            facts.Identities,
            facts.AnyPilotCandidate);
    }
}
