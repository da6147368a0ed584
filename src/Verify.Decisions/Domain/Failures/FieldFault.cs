namespace Verify.Domain;

/// <summary>What kind of fault a field has; the names and order of <c>FieldFault</c> in <c>error_reason.proto</c>.</summary>
public enum FieldFault : byte
{
    /// <summary>Never sent.</summary>
    None = 0,
    /// <summary>None of those below; the description says what.</summary>
    Invalid = 1,
    /// <summary>Must be given.</summary>
    Required = 2,
    /// <summary>More characters than allowed.</summary>
    TooLong = 3,
    /// <summary>Contains control characters.</summary>
    ControlCharacters = 4,
    /// <summary>Begins or ends with a blank.</summary>
    BlankAtEnd = 5,
    /// <summary>Not a calendar date.</summary>
    NotADate = 6,
    /// <summary>Not an instant of the years that are served.</summary>
    NotAnInstant = 7,
    /// <summary>Lies in the future.</summary>
    InFuture = 8,
    /// <summary>Not one of the values that there are.</summary>
    UnknownValue = 9,
    /// <summary>More items than allowed.</summary>
    TooMany = 10,
    /// <summary>The catalogue has no such matter.</summary>
    UnknownMatter = 11,
    /// <summary>The matter has no such material.</summary>
    UnknownMaterial = 12,
    /// <summary>A code that breaks the rule of its kind.</summary>
    MalformedCode = 13,
    /// <summary>A code of two kinds, one of which must be named.</summary>
    AmbiguousCode = 14,
    /// <summary>No case: nothing is checked without one (QTX-32).</summary>
    NoCase = 15,
    /// <summary>Not a 6-digit code of a region.</summary>
    NotARegion = 16,
    /// <summary>A person is asked about without a basis (QTX-37).</summary>
    NoBasis = 17,
    /// <summary>Consent without an end.</summary>
    ConsentPerpetual = 18,
    /// <summary>Consent for more than a year.</summary>
    ConsentTooLong = 19,
    /// <summary>Consent that has ended.</summary>
    ConsentExpired = 20,
    /// <summary>Belongs to another department.</summary>
    OtherDepartment = 21,
}
