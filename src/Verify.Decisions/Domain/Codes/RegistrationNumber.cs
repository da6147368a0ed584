namespace Verify.Domain;

/// <summary>GS 15-2006: 6 digits of the registering authority, 8 of serial, and a check by ISO 7064 MOD 11,10.</summary>
public static class RegistrationNumber
{
    /// <summary>Digits in a canonical number.</summary>
    public const int Length = 15;

    private const int CheckIndex = Length - 1;

    /// <summary>The check digit that completes the first 14.</summary>
    /// <exception cref="ArgumentException">Not 14 digits.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> first14)
    {
        if (first14.Length != CheckIndex)
            throw new ArgumentException($"The check is computed over {CheckIndex} digits, not {first14.Length}.", nameof(first14));

        var product = 10;
        foreach (var digit in first14)
        {
            var sum = (product + CodeAlphabet.Digits.ValueOf(digit)) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return CodeAlphabet.Digits[(11 - product) % 10];
    }

    internal static CodeFault? Examine(ReadOnlySpan<char> code)
    {
        if (code.Length != Length)
            return Fault(CodeFaultKind.Length);
        if (CodeAlphabet.Digits.IndexOfStranger(code) is >= 0 and var stranger)
            return Fault(CodeFaultKind.Alphabet, stranger);

        var expected = CheckCharacter(code[..CheckIndex]);
        return code[CheckIndex] == expected ? null : Fault(CodeFaultKind.Check, CheckIndex, expected);
    }

    private static CodeFault Fault(CodeFaultKind kind, int index = -1, char? expected = null) =>
        new(kind, CodeType.RegistrationNumber, index + 1, expected);
}
