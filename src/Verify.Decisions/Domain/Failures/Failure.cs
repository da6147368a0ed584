using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Why something could not be verified or recorded; the names and order of <c>error_reason.proto</c>.</summary>
public enum FailureReason : byte
{
    /// <summary>Never sent.</summary>
    None = 0,
    /// <summary>A code is malformed.</summary>
    InvalidCode = 1,
    /// <summary>The catalogue has no such matter.</summary>
    UnknownMatter = 2,
    /// <summary>No case number (QTX-32).</summary>
    MissingCaseNumber = 3,
    /// <summary>Some other field is missing or malformed.</summary>
    InvalidField = 4,
    /// <summary>More items than allowed.</summary>
    LimitExceeded = 5,
    /// <summary>An instant lies in the future.</summary>
    FutureInstant = 6,
    /// <summary>Consent is missing, perpetual, expired or not yet given (QTX-37).</summary>
    ConsentInvalid = 7,
    /// <summary>The request id was used with another body.</summary>
    RequestIdReused = 8,
    /// <summary>The state machine does not allow the move.</summary>
    IllegalTransition = 9,
    /// <summary>The draft breaks validators.</summary>
    CatalogInvalid = 10,
    /// <summary>Nothing of that name.</summary>
    NotFound = 11,
    /// <summary>The store cannot be reached.</summary>
    StoreUnavailable = 12,
    /// <summary>No log, no answer.</summary>
    RegisterUnavailable = 13,
    /// <summary>The registry has not reached the revision asked for.</summary>
    RevisionNotReached = 14,
    /// <summary>A defect of ours.</summary>
    Internal = 15,
    /// <summary>It belongs to another department.</summary>
    OtherDepartment = 16,
    /// <summary>Repair may not be applied for, or granted, yet.</summary>
    RepairTooEarly = 17,
    /// <summary>Another officer has to decide.</summary>
    FourEyesRequired = 18,
    /// <summary>The register has as much waiting as it may.</summary>
    RegisterFull = 19,
    /// <summary>Nobody whom the service knows, by what the call brought.</summary>
    CallerUnknown = 20,
    /// <summary>The caller may not do this.</summary>
    ScopeMissing = 21,
    /// <summary>The caller may not ask about the matter.</summary>
    MatterNotAllowed = 22,
    /// <summary>The caller may not ask in the region.</summary>
    RegionNotAllowed = 23,
    /// <summary>The caller may not ask about persons, or organisations.</summary>
    SubjectKindNotAllowed = 24,
    /// <summary>The caller uses more than its share.</summary>
    ShareExceeded = 25,
    /// <summary>No such check, and none of its age need be kept.</summary>
    CheckNotKept = 26,
    /// <summary>The register does not hold what was committed.</summary>
    RegisterDamaged = 27,
    /// <summary>The request is none of the protocol.</summary>
    MalformedRequest = 28,
    /// <summary>A message is larger than any may be.</summary>
    MessageTooLarge = 29,
    /// <summary>There is no such method, or it is not served this way.</summary>
    Unsupported = 30,
    /// <summary>The caller asks about more persons than it may.</summary>
    PersonBudgetExceeded = 31,
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Path of the field as on the wire: <c>members[2].code</c>.</param>
/// <param name="Message">What is wrong and what to do; never the offending value, which may be a person's number.</param>
/// <param name="Reason">The reason that it stands for.</param>
/// <param name="Fault">What kind of fault it is, for programs.</param>
public readonly record struct FieldViolation(
    string Field, string Message, FailureReason Reason = FailureReason.InvalidField, FieldFault Fault = FieldFault.Invalid);

/// <summary>Why we could not verify or record: a value, turned into a status in one place.</summary>
/// <param name="Reason">Stable reason.</param>
/// <param name="Message">Text for the caller's developer or officer.</param>
public sealed record Failure(FailureReason Reason, string Message)
{
    /// <summary>Details for programs, documented per reason in <c>error_reason.proto</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>Every field that is wrong, not only the first.</summary>
    public ImmutableArray<FieldViolation> Violations { get; init; } = [];

    /// <summary>After how long it may go well, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>This failure with one more detail.</summary>
    public Failure With(string key, string value) => this with { Metadata = Metadata.Add(KeyValuePair.Create(key, value)) };
}

/// <summary>Something, or why not.</summary>
/// <typeparam name="T">What there is if all went well.</typeparam>
public readonly struct Outcome<T>
    where T : class
{
    private Outcome(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    /// <summary>What there is; null where there is a failure.</summary>
    public T? Value { get; }

    /// <summary>Why not; null where there is a value.</summary>
    public Failure? Failure { get; }

    /// <summary>All went well.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>It did not.</summary>
    public static implicit operator Outcome<T>(Failure failure) => new(null, failure);
}
