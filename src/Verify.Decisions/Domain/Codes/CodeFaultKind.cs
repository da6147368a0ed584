namespace Verify.Domain;

/// <summary>What is wrong with a code, in the order of examination: the first that applies is the one reported.</summary>
public enum CodeFaultKind
{
    /// <summary>More than <see cref="SubjectCodes.MaxLength"/> characters as given; not examined further.</summary>
    TooLong,

    /// <summary>Nothing but white space and separators.</summary>
    Empty,

    /// <summary>A permit or passport that has none of the forms issued.</summary>
    Format,

    /// <summary>Not the number of characters that the standard fixes.</summary>
    Length,

    /// <summary>A character that the standard does not use at this position.</summary>
    Alphabet,

    /// <summary>A registration department or institution class that does not exist.</summary>
    Class,

    /// <summary>A region that cannot be a GB/T 2260 code.</summary>
    Region,

    /// <summary>A birth date that is not in the calendar, or outside the years of <see cref="ResidentId"/>.</summary>
    BirthDate,

    /// <summary>The check character does not match the rest.</summary>
    Check,

    /// <summary>The check character of the organisation code inside a unified social credit code does not match.</summary>
    InnerCheck,
}
