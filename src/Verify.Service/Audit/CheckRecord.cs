using Verify.Domain;

namespace Verify.Audit;

/// <summary>One row of the register of queries: a check that was answered, or refused.</summary>
/// <param name="CheckId">UUIDv7 of the check, made of <paramref name="EvaluatedAt"/>: reads by period go by it.</param>
/// <param name="RequestId">Idempotency key of the caller; may be empty.</param>
/// <param name="RequestDigest">Keyed digest of the whole request; empty where it has no id.</param>
/// <param name="Caller">Who asked, system identity.</param>
/// <param name="DepartmentCode">For which department; may be empty.</param>
/// <param name="OperatorId">The officer (QTX-34); may be empty.</param>
/// <param name="Subject">Whom it was about, of a consortium the lead or else the first member; null for a refusal.</param>
/// <param name="MatterCode">For which matter.</param>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="Stage">At which step, as on the wire.</param>
/// <param name="RegionCode">Region of the case.</param>
/// <param name="EvaluatedAt">When it was answered.</param>
/// <param name="AsOf">The instant that the rules looked at.</param>
/// <param name="Revision">Registry revision; 0 for a refusal.</param>
/// <param name="CatalogVersion">Catalogue version; empty for a refusal.</param>
/// <param name="Disposition">What was advised, as on the wire; 0 for a refusal.</param>
/// <param name="Refusal">Error reason of a refusal; empty for an answer.</param>
/// <param name="Answer">The reply as sent, Protobuf; empty for a refusal.</param>
public sealed record CheckRecord(
    Guid CheckId,
    string RequestId,
    byte[] RequestDigest,
    string Caller,
    string DepartmentCode,
    string OperatorId,
    SubjectKey? Subject,
    string MatterCode,
    string CaseNumber,
    int Stage,
    string RegionCode,
    DateTimeOffset EvaluatedAt,
    DateTimeOffset AsOf,
    long Revision,
    string CatalogVersion,
    int Disposition,
    string Refusal,
    byte[] Answer)
{
    /// <summary>
    /// What the question says beyond these columns, as the transport words it and to be kept as it is; empty where it says nothing more.
    /// </summary>
    public byte[] Asked { get; init; } = [];

    /// <summary>Further subjects that the question names.</summary>
    public IReadOnlyList<NamedSubject> OtherSubjects { get; init; } = [];

    /// <summary>Entries that the answer rests on, members' and related persons' included, each once.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Measures that were advised, each code once.</summary>
    public IReadOnlyList<AdvisedMeasure> Measures { get; init; } = [];

    /// <summary>The last day for feedback; null where none is owed.</summary>
    public DateOnly? FeedbackDueOn { get; init; }

    /// <summary>The next instant at which time alone could change the answer; null where none could.</summary>
    public DateTimeOffset? AnswerValidUntil { get; init; }

    /// <summary>Alerts that the answer gave rise to.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>The alerts as the register keeps them: one for each kind and entry.</summary>
    public IEnumerable<Alert> DistinctAlerts() => Alerts.DistinctBy(static alert => (alert.Kind, alert.EntryId));
}

/// <summary>As what a question names a subject.</summary>
public enum SubjectPart : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>It is the one asked about, or the first of a consortium.</summary>
    Asked = 1,
    /// <summary>A further member of a consortium.</summary>
    Member = 2,
    /// <summary>Somebody whom the caller says to stand in a role.</summary>
    Related = 3,
}

/// <summary>A subject that a question names.</summary>
/// <param name="Key">Whom.</param>
/// <param name="Part">As what.</param>
public readonly record struct NamedSubject(SubjectKey Key, SubjectPart Part)
{
    /// <summary>Those of one part, each once, in the order in which they are counted.</summary>
    public static SubjectKey[] Of(IEnumerable<NamedSubject> subjects, SubjectPart part) =>
        [.. subjects.Where(one => one.Part == part).Select(static one => one.Key).Distinct().OrderBy(static key => key.Value, StringComparer.Ordinal)];
}

/// <summary>A measure that an answer advised.</summary>
/// <param name="Code">Code in the catalogue.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Strength">Whether it must be applied.</param>
/// <param name="FeedbackRequired">Whether the department reports what it did.</param>
public readonly record struct AdvisedMeasure(string Code, MeasureEffect Effect, MeasureStrength Strength, bool FeedbackRequired);

/// <summary>Something that the department behind an entry must be told (R5, R12).</summary>
/// <param name="Kind"><see cref="NoticeKind.RedConflict"/> or <see cref="NoticeKind.MinorProtected"/>.</param>
/// <param name="EntryId">The entry.</param>
/// <param name="DepartmentCode">The department that recorded it.</param>
public readonly record struct Alert(NoticeKind Kind, string EntryId, string DepartmentCode);
