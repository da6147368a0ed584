namespace Verify.Domain;

/// <summary>GB 11714-1997: 8 characters and a check, often written with a dash before the check.</summary>
/// <remarks>
/// The check is modulo 11 over values up to 35, so it misses a character taken for another whose value differs by 11 or 22
/// (0 for B, say). Inside a unified social credit code the outer check closes that gap.
/// </remarks>
public static class OrganisationCode
{
    /// <summary>Characters in a canonical code, without the dash.</summary>
    public const int Length = 9;

    private const int CheckIndex = Length - 1;

    // Indexed by the weighted sum modulo 11.
    private const string Checks = "0X987654321";

    private static ReadOnlySpan<byte> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The check character that completes the first 8.</summary>
    /// <exception cref="ArgumentException">Not 8 digits or upper-case letters.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> first8) =>
        Checks[CodeAlphabet.Alphanumeric.WeightedSum(first8, Weights) % Checks.Length];

    internal static CodeFault? Examine(ReadOnlySpan<char> code)
    {
        if (code.Length != Length)
            return Fault(CodeFaultKind.Length);
        if (CodeAlphabet.Alphanumeric.IndexOfStranger(code) is >= 0 and var stranger)
            return Fault(CodeFaultKind.Alphabet, stranger);

        var expected = CheckCharacter(code[..CheckIndex]);
        return code[CheckIndex] == expected ? null : Fault(CodeFaultKind.Check, CheckIndex, expected);
    }

    private static CodeFault Fault(CodeFaultKind kind, int index = -1, char? expected = null) =>
        new(kind, CodeType.OrganisationCode, index + 1, expected);
}
