using System.Globalization;

namespace Verify.Domain;

/// <summary>
/// GB 11643-1999: 6 region, 8 birth date, 3 serial, 1 check. The residence permits of Hong Kong (81), Macau (82) and Taiwan (83)
/// residents and the permanent residence permits of foreigners (9) have the same form.
/// </summary>
/// <remarks>
/// Only the province of the region is examined: counties are merged and renamed while the numbers live on, and a county that does
/// not exist is what makes a fixture safe.
/// </remarks>
public static class ResidentId
{
    /// <summary>Characters in a canonical number.</summary>
    public const int Length = 18;

    /// <summary>The first year in which a holder may have been born.</summary>
    public const int EarliestBirthYear = 1800;

    /// <summary>
    /// The last year in which a holder may have been born. Whether a birth lies after the day of a case is the caller's to judge:
    /// reading a code needs no clock.
    /// </summary>
    public const int LatestBirthYear = 2099;

    private const int OldLength = 15;
    private const int BirthStart = 6;
    private const int BirthEnd = 14;
    private const int CheckIndex = Length - 1;

    // Indexed by the weighted sum modulo 11.
    private const string Checks = "10X98765432";

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The check character that completes the first 17.</summary>
    /// <exception cref="ArgumentException">Not 17 digits.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> first17) =>
        Checks[CodeAlphabet.Digits.WeightedSum(first17, Weights) % Checks.Length];

    /// <summary>Whether a canonical text could be a number: 17 digits and one character more.</summary>
    public static bool LooksLike(string canonical) =>
        canonical.Length == Length && CodeAlphabet.Digits.IndexOfStranger(canonical.AsSpan(0, CheckIndex)) < 0;

    /// <summary>The birth date that a canonical number states.</summary>
    public static DateOnly BirthDate(string canonical) =>
        DateOnly.ParseExact(canonical.AsSpan(BirthStart, BirthEnd - BirthStart), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Full years on a day: the year is full on the birthday itself, and on 28 February for those born on the 29th in a year
    /// without one. Negative before birth.
    /// </summary>
    public static int AgeOn(string canonical, DateOnly day)
    {
        var birth = BirthDate(canonical);
        var years = day.Year - birth.Year;
        return day < birth.AddYears(years) ? years - 1 : years;
    }

    /// <summary>Turns a 15-digit number of before 1999 into the 18 of today, in place; leaves anything else.</summary>
    internal static int Widen(Span<char> buffer, int length)
    {
        if (length != OldLength || CodeAlphabet.Digits.IndexOfStranger(buffer[..length]) >= 0)
            return length;

        buffer[BirthStart..OldLength].CopyTo(buffer[(BirthStart + 2)..]);
        "19".CopyTo(buffer[BirthStart..]);
        buffer[CheckIndex] = CheckCharacter(buffer[..CheckIndex]);
        return Length;
    }

    internal static CodeFault? Examine(ReadOnlySpan<char> code)
    {
        if (code.Length is not (Length or OldLength))
            return Fault(CodeFaultKind.Length);
        if (CodeAlphabet.Digits.IndexOfStranger(code[..^1]) is >= 0 and var stranger)
            return Fault(CodeFaultKind.Alphabet, stranger);
        if (!CodeAlphabet.Digits.Contains(code[^1]) && (code[^1] != 'X' || code.Length != Length))
            return Fault(CodeFaultKind.Alphabet, code.Length - 1);
        if (!HasProvince(code))
            return Fault(CodeFaultKind.Region, 0);
        if (!HasBirthDate(code))
            return Fault(CodeFaultKind.BirthDate, BirthStart);

        return code[CheckIndex] == CheckCharacter(code[..CheckIndex]) ? null : Fault(CodeFaultKind.Check, CheckIndex);
    }

    private static bool HasProvince(ReadOnlySpan<char> code) =>
        (CodeAlphabet.Digits.ValueOf(code[0]) * 10 + CodeAlphabet.Digits.ValueOf(code[1]))
            is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54)
            or (>= 61 and <= 65) or 71 or (>= 81 and <= 83) or (>= 90 and <= 99);

    private static bool HasBirthDate(ReadOnlySpan<char> code) =>
        DateOnly.TryParseExact(
            code[BirthStart..BirthEnd], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
        && birth.Year is >= EarliestBirthYear and <= LatestBirthYear;

    private static CodeFault Fault(CodeFaultKind kind, int index = -1) => new(kind, CodeType.ResidentId, index + 1);
}
