namespace Verify.Audit;

/// <summary>Why a department must be told something.</summary>
public enum NoticeKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>A red entry that it recorded stands beside a black or focus one (R12; 1798 art. 19).</summary>
    RedConflict = 1,
    /// <summary>An entry that it recorded is about a minor and was withheld (R5; QTX-20).</summary>
    MinorProtected = 2,
    /// <summary>It was given answers that rest on an entry that turned out wrong (JS-73, FJ-35).</summary>
    EntryRetracted = 3,
}

/// <summary>What names one notice: a department is told once about an entry, and again each time that the entry is taken back.</summary>
/// <param name="Kind">Why.</param>
/// <param name="EntryId">About which entry.</param>
/// <param name="Revision">Of the fact that took the entry back; 0 for the other kinds.</param>
/// <param name="DepartmentCode">Whom to tell; empty for a caller that is no department.</param>
public readonly record struct NoticeName(NoticeKind Kind, string EntryId, long Revision, string DepartmentCode);

/// <summary>A notice that is owed, or was given.</summary>
/// <param name="Name">Which.</param>
/// <param name="Since">Since when it is owed.</param>
/// <param name="Checks">How many checks it is about.</param>
/// <param name="LastCheckId">The last of them.</param>
/// <param name="Acknowledged">Who has taken note of it, and when; null while it is owed.</param>
public sealed record Notice(NoticeName Name, DateTimeOffset Since, long Checks, Guid LastCheckId, Acknowledgement? Acknowledged)
{
    /// <summary>Where it stands among all notices, oldest first; the next page begins after it.</summary>
    public string Position => $"{Since.UtcTicks:D19} {(int)Name.Kind} {Name.Revision:D19} {Name.EntryId} {Name.DepartmentCode}";
}

/// <summary>That a department has taken note.</summary>
/// <param name="At">When.</param>
/// <param name="OperatorId">The officer.</param>
public sealed record Acknowledgement(DateTimeOffset At, string OperatorId);

/// <summary>A fact by which an entry turned out wrong, as far as the register needs to know.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="After">Revision of the fact before it that did the same to this entry; 0 for none.</param>
/// <param name="Revision">Its revision: answers at revisions from <paramref name="After"/> up to before it rest on what was wrong.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record RetractedEntry(string EntryId, long After, long Revision, DateTimeOffset RecordedAt)
{
    /// <summary>Whether an answer rests on what this fact took back.</summary>
    public bool Concerns(RegisteredCheck check) => check.Revision >= After && check.Revision < Revision;
}
