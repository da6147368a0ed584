using Verify.Audit;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Whom to watch, in which matter.</summary>
/// <param name="Subjects">The subjects.</param>
/// <param name="Resume">Up to where the caller has got the answers already; null for not at all.</param>
/// <param name="Heartbeat">How long the caller hears nothing at most.</param>
public sealed record Watch(IReadOnlyList<WatchedSubject> Subjects, WatchStart? Resume, TimeSpan Heartbeat);

/// <summary>Up to where the caller has got the answers already.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="At">The instant; null for that at which the revision was recorded.</param>
public sealed record WatchStart(long Revision, DateTimeOffset? At);

/// <summary>Somebody watched.</summary>
/// <param name="Ask">The question as it would be asked at a state of the registry: a consent may have run out by then.</param>
/// <param name="RefusalOf">A refusal at an instant as the register takes it.</param>
public sealed record WatchedSubject(
    Func<Watermark, Outcome<CheckQuestion>> Ask, Func<Failure, DateTimeOffset, CheckRecord> RefusalOf);

/// <summary>A change, or (without one) a heartbeat.</summary>
/// <param name="Reached">Everything up to here has been delivered with this; null before the first answers are complete.</param>
/// <param name="Change">An answer that says something else than the one before.</param>
public sealed record WatchEvent(Watermark? Reached, WatchChange? Change);

/// <summary>An answer that says something else than the one before. It is registered.</summary>
/// <param name="Index">Position among the subjects.</param>
/// <param name="Revision">Of the fact behind it; the last one where time alone is behind it.</param>
/// <param name="Result">The answer, or why there is none.</param>
public sealed record WatchChange(int Index, long Revision, Outcome<byte[]> Result);
