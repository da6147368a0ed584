using System.Globalization;
using Verify.Audit;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Failures that flows give, each with the details that its reason documents.</summary>
public static class FlowFailures
{
    /// <summary>The store cannot be reached.</summary>
    public static readonly Failure StoreUnavailable = new(FailureReason.StoreUnavailable, "The registry cannot be reached at the moment.");

    /// <summary>No log, no answer.</summary>
    public static readonly Failure RegisterUnavailable =
        new(FailureReason.RegisterUnavailable, "The register of queries cannot take the record; no answer leaves without it.");

    /// <summary>No log, no answer, and there will be none until the store has taken some of what waits.</summary>
    public static readonly Failure RegisterFull =
        new(FailureReason.RegisterFull, "As many records as may wait for the register's store; ask again later, and slower.");

    /// <summary>Why the register could not be written or read.</summary>
    public static Failure Of(RegisterUnavailableException exception) => exception switch
    {
        RegisterFullException => RegisterFull,
        RegisterBehindException => StoreUnavailable,
        _ => RegisterUnavailable,
    };

    /// <summary>Nothing of that name.</summary>
    public static Failure NotFound(string kind, string id) =>
        new Failure(FailureReason.NotFound, $"There is no {kind} of this id.").With("kind", kind).With("id", id.Length <= 64 ? id : id[..64]);

    /// <summary>There is no such check, and none of its day need be kept: whether there was one cannot be told.</summary>
    /// <param name="checkId">The check.</param>
    /// <param name="keptFrom">The first day of which every check is still kept.</param>
    public static Failure CheckNotKept(Guid checkId, DateOnly keptFrom) =>
        new Failure(FailureReason.CheckNotKept, "There is no such check; if there was one, its time of keeping is over and it was removed.")
            .With("check_id", checkId.ToString()).With("kept_from", keptFrom.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>What the register holds of a check is not what was committed.</summary>
    public static Failure RegisterDamaged(Guid checkId) =>
        new Failure(FailureReason.RegisterDamaged, "What the register holds of this check is not what was committed; the register must be verified.")
            .With("check_id", checkId.ToString());

    /// <summary>It belongs to another department, which alone reports on it and reads of it.</summary>
    public static Failure OtherDepartment(string field) => new Failure(FailureReason.OtherDepartment, "It belongs to another department.")
    {
        Violations = [new FieldViolation(field, "Belongs to another department.", FailureReason.OtherDepartment, FieldFault.OtherDepartment)],
    }.With("field", field);

    /// <summary>The registry has not reached a revision.</summary>
    public static Failure RevisionNotReached(long revision) =>
        new Failure(FailureReason.RevisionNotReached, $"The registry has not reached revision {revision}.")
            .With("revision", revision.ToString(CultureInfo.InvariantCulture));

    /// <summary>The request id was used with another body.</summary>
    public static Failure RequestIdReused(string requestId) =>
        new Failure(FailureReason.RequestIdReused, "This request_id was used with another body; choose a new one.").With("request_id", requestId);

    /// <summary>The catalogue in force has no such matter.</summary>
    public static Failure UnknownMatter(string matterCode) =>
        new Failure(FailureReason.UnknownMatter, "The catalogue has no such matter.")
        {
            Violations = [new FieldViolation("matter_code", "The catalogue has no such matter.", FailureReason.UnknownMatter, FieldFault.UnknownMatter)],
        }.With("matter_code", matterCode.Length <= 64 ? matterCode : matterCode[..64]);

    /// <summary>A malformed code.</summary>
    public static Failure InvalidCode(AskedSubject subject) => InvalidCode(subject.Reading.Fault!, subject.Path + ".code");

    /// <summary>A malformed code.</summary>
    public static Failure InvalidCode(CodeFault fault, string field)
    {
        var failure = new Failure(FailureReason.InvalidCode, fault.English)
        {
            Violations = [new FieldViolation(field, $"{fault.English} {fault.Chinese}", FailureReason.InvalidCode, FieldFault.MalformedCode)],
        }.With("fault", fault.Kind.ToString().ToUpperInvariant());
        return fault.ExpectedCheck is { } expected ? failure.With("expected_check", expected.ToString()) : failure;
    }

    /// <summary>A code that is valid as an organisation's and as a person's.</summary>
    public static Failure AmbiguousCode(string field) => new Failure(FailureReason.InvalidCode, "")
    {
        Violations =
        [
            new FieldViolation(
                field, "The code could be an organisation's or a person's; say which. 该代码既可能是单位代码也可能是个人证件号码，请注明类型。", FailureReason.InvalidCode,
                FieldFault.AmbiguousCode),
        ],
    }.With("fault", "AMBIGUOUS");

    /// <summary>Why a draft was not recorded.</summary>
    public static Failure Of(AppendOutcome outcome, string requestId) => outcome switch
    {
        AppendOutcome.RequestIdReused => RequestIdReused(requestId),
        AppendOutcome.Refused refused => Of(refused.Refusal),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "What was recorded is no failure."),
    };

    /// <summary>Why a fact was not admitted.</summary>
    public static Failure Of(RecordRefusal refusal) => refusal switch
    {
        RecordRefusal.IllegalTransition illegal => new Failure(FailureReason.IllegalTransition, RefusalTexts.Of(refusal).Both)
            .With("entry_id", illegal.EntryId)
            .With("state", EntryStateNames.Of(illegal.State))
            .With("allowed", RefusalTexts.Allowed(illegal)),
        RecordRefusal.CommitmentClosed closed => new Failure(FailureReason.IllegalTransition, RefusalTexts.Of(refusal).Both)
            .With("commitment_id", closed.CommitmentId)
            .With("state", closed.State)
            .With("allowed", string.Join(", ", closed.Allowed)),
        RecordRefusal.NotFound missing => new Failure(FailureReason.NotFound, RefusalTexts.Of(refusal).Both)
            .With("kind", missing.Kind)
            .With("id", missing.Id),
        RecordRefusal.RepairTooEarly early => new Failure(FailureReason.RepairTooEarly, RefusalTexts.Of(refusal).Both)
            .With("kind", early.Kind)
            .With("id", early.Id)
            .With("rule", early.Limit.Rule)
            .With("article", early.Limit.Article)
            .With("first_day", early.Limit.FirstDay.ToString("O", CultureInfo.InvariantCulture)),
        RecordRefusal.FourEyesRequired paired => new Failure(FailureReason.FourEyesRequired, RefusalTexts.Of(refusal).Both)
            .With("entry_id", paired.EntryId)
            .With("list_kind", paired.ListKind),
        RecordRefusal.Taken taken => InvalidField($"fact.{taken.Kind}_id", RefusalTexts.Of(refusal)),
        RecordRefusal.Unfit unfit => InvalidField(unfit.Field, unfit.Message),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Every refusal has a failure."),
    };

    /// <summary>Fields that do not fit what is on record.</summary>
    public static Failure InvalidFields(IReadOnlyList<FieldViolation> violations) =>
        new Failure(FailureReason.InvalidField, ToldViolations.MessageOf(violations))
        {
            Violations = [.. ToldViolations.Of(violations)],
        }.With("fields", ToldViolations.FieldsOf(violations));

    private static Failure InvalidField(string field, LocalText message) => new Failure(FailureReason.InvalidField, message.Both)
    {
        Violations = [new FieldViolation(field, message.Both)],
    }.With("fields", field);
}
