using Verify.Domain;

namespace Verify.Registry;

/// <summary>What can be due.</summary>
public enum ObligationKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>An act, or a penalty, is to be made public.</summary>
    Publicity = 1,
    /// <summary>A commitment is to be fulfilled.</summary>
    Commitment = 2,
}

/// <summary>Something that is due.</summary>
/// <param name="Sequence">In which order it was opened; part of a <see cref="ObligationCursor"/>.</param>
/// <param name="Kind">What is due.</param>
/// <param name="Id">The commitment, the act or the penalty.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Day">Last day, included. Whether it has passed is for the reader's clock to say.</param>
/// <param name="Department">Who follows it up.</param>
public sealed record OpenObligation(long Sequence, ObligationKind Kind, string Id, SubjectKey Subject, DateOnly Day, string Department);

/// <summary>Behind which obligation a reading goes on.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Sequence">Its sequence.</param>
public readonly record struct ObligationCursor(DateOnly Day, long Sequence)
{
    /// <summary>Before all of them.</summary>
    public static ObligationCursor Start => new(DateOnly.MinValue, 0);
}

/// <summary>Which obligations to read.</summary>
/// <param name="Department">Only what this department follows up; empty for everybody's.</param>
/// <param name="DueBy">Only what is due on or before this day.</param>
/// <param name="After">Only what comes after.</param>
/// <param name="Count">At the most so many.</param>
public readonly record struct ObligationQuery(string Department, DateOnly DueBy, ObligationCursor After, int Count);
