using Verify.Client;
using Verify.V1;

namespace LicensingDesk;

/// <summary>
/// A licensing desk. It asks Verify when an application comes in, once more when the applicant has signed a commitment, and tells what
/// became of the measures before it closes the case.
/// </summary>
public sealed class Desk(IVerifyClient verify, string regionCode, string officer)
{
    /// <summary>Receives an application.</summary>
    public async Task<Acceptance> ReceiveAsync(Application application, CancellationToken cancellation = default)
    {
        var notice = (await verify.GetMatterAsync(application.MatterCode, regionCode, cancellation)).Matter;
        string[] missing = [.. notice.Materials.Select(static paper => paper.Code).Except(application.Papers)];
        var answer = await verify.CheckAsync(QuestionAbout(application, missing), cancellation);
        return new Acceptance(application, StepAfter(answer, missing), missing, answer);
    }

    /// <summary>Says what became of each measure and closes the case. Without it, the department would owe the feedback.</summary>
    /// <param name="acceptance">What the case rests on.</param>
    /// <param name="closedOn">The day of the decision.</param>
    /// <param name="whyNot">Why a measure was not carried out, in words; null where it was.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ReportOutcomeResponse> CloseAsync(
        Acceptance acceptance, DateOnly closedOn, Func<Measure, string?> whyNot, CancellationToken cancellation = default)
    {
        var report = new ReportOutcomeRequest
        {
            CheckId = acceptance.Answer.CheckId,
            OperatorId = officer,
            CaseClosedOn = closedOn.ToString("yyyy-MM-dd"),
            Outcomes = { acceptance.Answer.MeasuresOwingFeedback.Select(measure => OutcomeOf(measure, whyNot(measure))) },
        };
        return verify.ReportOutcomeAsync(report, cancellation);
    }

    private CheckRequest QuestionAbout(Application application, string[] missing) => new()
    {
        Subject = new Subject { Code = application.ApplicantCode },
        MatterCode = application.MatterCode,
        CaseNumber = application.CaseNumber,
        Stage = Stage.Accept,
        RegionCode = regionCode,
        OperatorId = officer,
        MissingMaterials = { missing },
        Commitment = application.PapersPromisedOn is { } day
            ? new Commitment { Type = CommitmentType.Proactive, Signed = true, DueDate = day.ToString("yyyy-MM-dd") }
            : null,
    };

    private static Step StepAfter(CheckResponse answer, string[] missing)
    {
        if (!answer.IsClear)
            return Step.ShowOfficer;
        if (missing.Length == 0)
            return answer.Incentives.GreenChannel.IsOpen ? Step.AcceptFirst : Step.Accept;
        var deferred = answer.Incentives.DeferredAcceptance;
        return deferred.IsOpen ? Step.AcceptPapersLater : deferred.WantsCommitment ? Step.AskForCommitment : Step.AskForPapers;
    }

    private static Outcome OutcomeOf(Measure measure, string? whyNot) => new()
    {
        MeasureCode = measure.Code,
        Result = whyNot is null ? OutcomeResult.Executed : OutcomeResult.NotExecuted,
        Reason = whyNot ?? "",
    };
}
