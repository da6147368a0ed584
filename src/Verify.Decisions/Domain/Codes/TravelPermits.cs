namespace Verify.Domain;

/// <summary>The mainland travel permits of residents of Hong Kong and Macau, and of Taiwan. They have no check character.</summary>
internal static class TravelPermits
{
    private const int LifelongLength = 9;
    private const int WithRenewals = LifelongLength + 2;
    private const int TwLength = 8;

    public static CodeFault? ExamineHkm(ReadOnlySpan<char> code) =>
        code.Length is LifelongLength or WithRenewals
        && code[0] is 'H' or 'M'
        && CodeAlphabet.Digits.IndexOfStranger(code[1..]) < 0
            ? null
            : new CodeFault(CodeFaultKind.Format, CodeType.HkmPermit);

    /// <summary>
    /// The length without the count of renewals: the rest is the holder's for life, and a renewed permit must not hide their records.
    /// </summary>
    public static int WithoutRenewals(ReadOnlySpan<char> code) => ExamineHkm(code) is null ? LifelongLength : code.Length;

    public static CodeFault? ExamineTw(ReadOnlySpan<char> code) =>
        code.Length == TwLength && CodeAlphabet.Digits.IndexOfStranger(code) < 0
            ? null
            : new CodeFault(CodeFaultKind.Format, CodeType.TwPermit);
}
