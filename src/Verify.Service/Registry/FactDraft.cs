using Verify.Domain;

namespace Verify.Registry;

/// <summary>A subject's code as it is stored.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">Kind of code.</param>
/// <param name="Code">The canonical code of an organisation; null for a person.</param>
/// <param name="Sealed">The encrypted code of a person; null for an organisation.</param>
public sealed record SubjectIdentity(SubjectKey Key, CodeType Type, string? Code, byte[]? Sealed);

/// <summary>A fact to append.</summary>
/// <param name="RequestId">Idempotency key of the caller.</param>
/// <param name="RequestDigest">Keyed digest of the whole request: tells a repetition from a reuse of the id.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="OccurredAt">When it took effect.</param>
/// <param name="RecordedBy">Who records.</param>
/// <param name="DocumentNumber">文书号.</param>
/// <param name="Fact">The fact; persons in it stand as keys.</param>
/// <param name="Identities">The subject and everybody whom the fact names.</param>
/// <param name="MustBeRegistered">The code is a pilot candidate: only a fact of the base registry may vouch for it.</param>
public sealed record FactDraft(
    string RequestId,
    byte[] RequestDigest,
    SubjectKey Subject,
    DateTimeOffset OccurredAt,
    Recorder RecordedBy,
    string DocumentNumber,
    Fact Fact,
    IReadOnlyList<SubjectIdentity> Identities,
    bool MustBeRegistered = false)
{
    /// <summary>What the fact does to the list of what is open; written with it or not at all.</summary>
    public ObligationChange? Obligation { get; init; }
}

/// <summary>Why a fact was not admitted.</summary>
public abstract record RecordRefusal
{
    /// <summary>The state machine does not allow the move (rules 3.4).</summary>
    /// <param name="EntryId">The entry.</param>
    /// <param name="State">Where it is.</param>
    /// <param name="Allowed">Where it may go.</param>
    public sealed record IllegalTransition(string EntryId, EntryState State, IReadOnlyList<EntryState> Allowed) : RecordRefusal;

    /// <summary>The commitment does not stand where the fact could be about it.</summary>
    /// <param name="CommitmentId">The commitment.</param>
    /// <param name="State">Where it stands: OPEN, FULFILLED, OVERDUE, BREACHED or CURED.</param>
    /// <param name="Allowed">The facts that may follow.</param>
    public sealed record CommitmentClosed(string CommitmentId, string State, IReadOnlyList<string> Allowed) : RecordRefusal;

    /// <summary>The fact names an entry, penalty or commitment that the subject does not have.</summary>
    /// <param name="Kind">entry, penalty or commitment.</param>
    /// <param name="Id">Its identifier.</param>
    public sealed record NotFound(string Kind, string Id) : RecordRefusal;

    /// <summary>The identifier of a new entry, penalty or commitment, or an alias, belongs to another subject or stands already.</summary>
    /// <param name="Kind">entry, penalty, commitment or alias.</param>
    /// <param name="Id">Its identifier.</param>
    public sealed record Taken(string Kind, string Id) : RecordRefusal;

    /// <summary>Repair may not be applied for, or granted, yet.</summary>
    /// <param name="Kind">entry or penalty.</param>
    /// <param name="Id">Its identifier.</param>
    /// <param name="Limit">The rule and its first day.</param>
    public sealed record RepairTooEarly(string Kind, string Id, RepairLimit Limit) : RecordRefusal;

    /// <summary>The officer who proposed or filed what is to be decided cannot decide it.</summary>
    /// <param name="EntryId">The entry.</param>
    /// <param name="ListKind">The kind of list that asks for four eyes.</param>
    public sealed record FourEyesRequired(string EntryId, string ListKind) : RecordRefusal;

    /// <summary>A field does not fit what is on record.</summary>
    /// <param name="Field">Path of the field.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    public sealed record Unfit(string Field, LocalText Message) : RecordRefusal;
}

/// <summary>What became of a draft.</summary>
public abstract record AppendOutcome
{
    /// <summary>Recorded now, or (<paramref name="Repeated"/>) by an earlier request with the same id and body.</summary>
    /// <param name="Revision">Its revision.</param>
    /// <param name="RecordedAt">When it was recorded.</param>
    /// <param name="Repeated">Whether it stood already.</param>
    public sealed record Recorded(long Revision, DateTimeOffset RecordedAt, bool Repeated) : AppendOutcome;

    /// <summary>The request id was used with another body.</summary>
    public sealed record RequestIdReused : AppendOutcome;

    /// <summary>Not admitted.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(RecordRefusal Refusal) : AppendOutcome;
}
