using Verify.Audit;
using Verify.Decisions;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>(5) An answer as a row of the register, with what is asked of it later: on what it rests, and what is owed because of it.</summary>
public sealed class CheckRecords(SubjectKeys keys)
{
    /// <summary>The record of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="bytes">The reply as sent.</param>
    /// <param name="writer">Puts into words what else was asked.</param>
    public CheckRecord Of(CheckAnswer answer, byte[] bytes, IAnswerWriter writer)
    {
        var (question, applicants, decision) = (answer.Question, answer.Applicants, answer.Decision);
        var others = OthersOf(question, applicants);
        return new CheckRecord(
            answer.CheckId,
            question.RequestId,
            question.RequestDigest,
            question.Caller.Id,
            question.Caller.DepartmentCode ?? "",
            question.OperatorId,
            applicants[0].Dossier.Subject,
            question.Matter.Matter.Code,
            question.CaseNumber,
            question.Stage,
            question.RegionCode,
            question.Now,
            question.AsOf,
            answer.Revision,
            question.Catalogue.Version,
            (int)decision.Disposition,
            "",
            bytes)
        {
            OtherSubjects = others,
            Entries = decision.RestsOn,
            Measures = decision.Measures.Count == 0 ? [] : [.. decision.Measures.Select(AdvisedOf)],
            FeedbackDueOn = decision.FeedbackDueOn,
            AnswerValidUntil = answer.ValidUntil,
            Alerts = decision.Alerts.Count == 0 ? [] : [.. decision.Alerts.Select(alert => AlertOf(alert, applicants))],
            Asked = writer.WriteAsked(question, others),
        };
    }

    private IReadOnlyList<NamedSubject> OthersOf(CheckQuestion question, Applicant[] applicants)
    {
        if (applicants.Length == 1 && question.Related.IsEmpty)
            return [];
        return
        [
            .. applicants.Skip(1).Select(static member => new NamedSubject(member.Dossier.Subject, SubjectPart.Member)),
            .. question.Related.Select(related => new NamedSubject(keys.KeyOf(related.Code), SubjectPart.Related)),
        ];
    }

    private static AdvisedMeasure AdvisedOf(AppliedMeasure measure) =>
        new(measure.Code, measure.Effect, measure.Strength, measure.Rule.FeedbackRequired);

    private static Audit.Alert AlertOf(Decisions.Alert alert, Applicant[] applicants) => new(
        alert.Reason switch
        {
            ReasonCode.RedConflict => NoticeKind.RedConflict,
            ReasonCode.MinorProtected => NoticeKind.MinorProtected,
            _ => throw new ArgumentOutOfRangeException(nameof(alert), alert, "Every alert is a kind of notice."),
        },
        alert.EntryId,
        RecordedBy(alert.EntryId, applicants));

    /// <summary>The department that listed the entry; where nobody did yet, the one that proposed it.</summary>
    private static string RecordedBy(string entryId, Applicant[] applicants) =>
        applicants.SelectMany(static applicant => applicant.Dossier.Entries).First(entry => entry.Id == entryId).RecordedBy;
}
