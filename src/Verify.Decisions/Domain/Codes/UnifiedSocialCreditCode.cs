namespace Verify.Domain;

/// <summary>
/// GB 32100-2015: 1 registration department, 1 institution class, 6 region, 9 organisation code with its own check, 1 check.
/// </summary>
/// <remarks>
/// Departments are those of the standard and of later notices: 1 to 9, A, N, Y. The classes of a department are extended by notice
/// as well, so any class from 1 to 9 is accepted; and the region is any six digits, because organs use some that GB/T 2260 does not
/// list (100000 for the central registry, for one). Typing errors are the check character's to catch: it catches every wrong
/// character and every swap of neighbours.
/// </remarks>
public static class UnifiedSocialCreditCode
{
    /// <summary>Characters in a canonical code.</summary>
    public const int Length = 18;

    private const int Modulus = 31;
    private const int RegionStart = 2;
    private const int OrganisationStart = 8;
    private const int CheckIndex = Length - 1;

    private static readonly CodeAlphabet Alphabet = new("0123456789ABCDEFGHJKLMNPQRTUWXY");

    // Powers of 3 modulo 31.
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>The check character that completes the first 17.</summary>
    /// <exception cref="ArgumentException">Not 17 characters of the standard's alphabet.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> first17) =>
        Alphabet[(Modulus - Alphabet.WeightedSum(first17, Weights) % Modulus) % Modulus];

    /// <summary>Registration department and institution class: "11" a government organ, "91" an enterprise.</summary>
    public static ReadOnlySpan<char> Class(string canonical) => canonical.AsSpan(0, RegionStart);

    /// <summary>The six digits of the region where the code was issued (GB/T 2260).</summary>
    public static ReadOnlySpan<char> Region(string canonical) => canonical.AsSpan(RegionStart, OrganisationStart - RegionStart);

    /// <summary>Characters 9 to 17: the organisation code under which the same subject may be known.</summary>
    public static SubjectCode OrganisationPart(string canonical) =>
        new(CodeType.OrganisationCode, canonical.Substring(OrganisationStart, OrganisationCode.Length));

    internal static CodeFault? Examine(ReadOnlySpan<char> code)
    {
        if (code.Length != Length)
            return Fault(CodeFaultKind.Length);
        if (Alphabet.IndexOfStranger(code) is >= 0 and var stranger)
            return Fault(CodeFaultKind.Alphabet, stranger);
        if (code[0] is not ((>= '1' and <= '9') or 'A' or 'N' or 'Y'))
            return Fault(CodeFaultKind.Class, 0);
        if (code[1] is not (>= '1' and <= '9'))
            return Fault(CodeFaultKind.Class, 1);
        if (CodeAlphabet.Digits.IndexOfStranger(code[RegionStart..OrganisationStart]) is >= 0 and var letter)
            return Fault(CodeFaultKind.Region, RegionStart + letter);

        var expected = CheckCharacter(code[..CheckIndex]);
        if (code[CheckIndex] != expected)
            return Fault(CodeFaultKind.Check, CheckIndex, expected);

        var inner = OrganisationCode.CheckCharacter(code[OrganisationStart..(CheckIndex - 1)]);
        return code[CheckIndex - 1] == inner ? null : Fault(CodeFaultKind.InnerCheck, CheckIndex - 1, inner);
    }

    // A citizen number sent under the wrong type passes the inner check once in eleven times; it must not become an
    // organisation's code, which is shown and logged whole.
    internal static bool MayBePilot(ReadOnlySpan<char> code, CodeFault fault) =>
        fault.Kind == CodeFaultKind.Check
        && OrganisationCode.Examine(code[OrganisationStart..CheckIndex]) is null
        && ResidentId.Examine(code) is not null;

    private static CodeFault Fault(CodeFaultKind kind, int index = -1, char? expected = null) =>
        new(kind, CodeType.UnifiedSocialCreditCode, index + 1, expected);
}
