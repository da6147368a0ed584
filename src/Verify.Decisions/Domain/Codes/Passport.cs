namespace Verify.Domain;

/// <summary>
/// Passports of the People's Republic: E and 8 digits, later E and a letter and 7 digits; DE, SE, PE and 7 digits for diplomatic,
/// service and public affairs; G, P, S, D and digits on the older ones, still found in records. They have no check character.
/// </summary>
internal static class Passport
{
    private const int Longest = 9;

    public static CodeFault? Examine(ReadOnlySpan<char> code) =>
        HasForm(code) ? null : new CodeFault(CodeFaultKind.Format, CodeType.Passport);

    private static bool HasForm(ReadOnlySpan<char> code)
    {
        if (code.Length is not (Longest or Longest - 1))
            return false;

        var letters = char.IsAsciiLetterUpper(code[1]) ? 2 : 1;
        if (CodeAlphabet.Digits.IndexOfStranger(code[letters..]) >= 0)
            return false;

        return (letters, digits: code.Length - letters, code[0], code[1]) switch
        {
            (1, 8, 'E' or 'G' or 'S' or 'D', _) => true,
            (1, 7, 'P' or 'S' or 'D', _) => true,
            (2, 7, 'E', not ('I' or 'O')) => true,
            (2, 7, 'D' or 'S' or 'P', 'E') => true,
            _ => false,
        };
    }
}
