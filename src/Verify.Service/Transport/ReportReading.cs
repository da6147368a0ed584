using System.Collections.Immutable;
using Google.Protobuf;
using Verify.Audit;
using Verify.Callers;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;
using OutcomeResult = Verify.V1.OutcomeResult;

namespace Verify.Transport;

/// <summary>A report of the wire becomes a draft, or every reason why it is none.</summary>
public sealed class ReportReading(SubjectKeys keys)
{
    /// <summary>Most measures in one report.</summary>
    public const int MaxOutcomes = 100;

    /// <summary>Reads a report.</summary>
    public Domain.Outcome<ReportDraft> Read(ReportOutcomeRequest request, Caller caller, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        errors.Id(request.RequestId, "request_id", required: true);
        errors.Text(request.OperatorId, "operator_id", 128, required: true);
        var bare = request.CheckId.Length == 0;
        if (!Guid.TryParseExact(request.CheckId, "D", out var checkId) && !bare)
            errors.Add("check_id", "Not the check_id of an answer.");
        errors.Text(request.MatterCode, "matter_code", 64, required: bare);
        if (bare && string.IsNullOrWhiteSpace(request.CaseNumber))
            errors.Add("case_number", "Required where no check is named.", FieldFault.NoCase, FailureReason.MissingCaseNumber);
        errors.Text(request.CaseNumber, "case_number", 128);
        var closedOn = errors.Date(request.CaseClosedOn, "case_closed_on", required: bare);
        if (closedOn > ChinaTime.DateOf(now))
            errors.Add("case_closed_on", "Lies in the future.", FieldFault.InFuture);
        if (!bare && closedOn is null && request.Outcomes.Count == 0)
            errors.Add("outcomes", "Required: a report says what became of a measure, or that the case is closed.", FieldFault.Required);
        if (bare && request.Outcomes.Count > 0)
            errors.Add("check_id", "Required: measures are reported on the check that advised them.", FieldFault.Required);

        var draft = new ReportDraft
        {
            RequestId = request.RequestId,
            RequestDigest = keys.RequestDigest(request.ToByteArray()),
            Caller = caller,
            OperatorId = request.OperatorId,
            CheckId = bare ? null : checkId,
            MatterCode = request.MatterCode,
            CaseNumber = request.CaseNumber,
            Outcomes = ReadOutcomes(request, errors),
            CaseClosedOn = closedOn,
            Now = now,
            ActedAt = CheckReading.ReadInstant(request.ActedAt, "acted_at", now, errors),
        };
        return errors.IsEmpty ? draft : errors.ToFailure();
    }

    private static ImmutableArray<MeasureOutcome> ReadOutcomes(ReportOutcomeRequest request, FieldErrors errors)
    {
        errors.Limit(request.Outcomes.Count, "outcomes", MaxOutcomes);
        var outcomes = ImmutableArray.CreateBuilder<MeasureOutcome>();
        for (var i = 0; i < Math.Min(request.Outcomes.Count, MaxOutcomes); i++)
        {
            var outcome = request.Outcomes[i];
            errors.Text(outcome.MeasureCode, $"outcomes[{i}].measure_code", 64, required: true);
            errors.Known(outcome.Result, $"outcomes[{i}].result", required: true);
            errors.Text(outcome.Reason, $"outcomes[{i}].reason", 500, required: outcome.Result == OutcomeResult.NotExecuted);
            if (outcomes.Any(known => known.MeasureCode == outcome.MeasureCode))
                errors.Add($"outcomes[{i}].measure_code", "Given twice.");
            outcomes.Add(new MeasureOutcome(outcome.MeasureCode, (Audit.OutcomeResult)outcome.Result, outcome.Reason));
        }

        return outcomes.ToImmutable();
    }
}
