namespace Verify.Domain;

/// <summary>Reads a code as people and systems write it. Pure, never throws on a text, allocates nothing when the text is canonical.</summary>
public static class SubjectCodes
{
    /// <summary>The most characters, as given, that are looked at: the longest code with room for separators and margins.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Brings the text to canonical form and examines it by the standard of its kind. White space around it goes, full-width
    /// characters become half-width, ASCII letters become upper case; inside an organisation's code white space and dashes go too.
    /// No other letter is taken for an ASCII one, however alike they look.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is not a member of <see cref="CodeType"/>.</exception>
    public static CodeReading Read(CodeType type, string? text)
    {
        if (text is { Length: > MaxLength })
            return new(default, new CodeFault(CodeFaultKind.TooLong, type));

        Span<char> buffer = stackalloc char[MaxLength];
        var length = CodeText.Fold(text, dropSeparators: !type.NamesPerson(), buffer);
        if (length == 0)
            return new(default, new CodeFault(CodeFaultKind.Empty, type));

        length = type switch
        {
            CodeType.ResidentId => ResidentId.Widen(buffer, length),
            CodeType.HkmPermit => TravelPermits.WithoutRenewals(buffer[..length]),
            _ => length,
        };

        ReadOnlySpan<char> code = buffer[..length];
        var fault = Examine(type, code);
        if (fault is null)
            return new(new SubjectCode(type, Keep(text, code)));

        return type == CodeType.UnifiedSocialCreditCode && UnifiedSocialCreditCode.MayBePilot(code, fault)
            ? new(new SubjectCode(type, Keep(text, code)), fault, PilotCandidate: true)
            : new(default, fault);
    }

    private static CodeFault? Examine(CodeType type, ReadOnlySpan<char> code) => type switch
    {
        CodeType.UnifiedSocialCreditCode => UnifiedSocialCreditCode.Examine(code),
        CodeType.OrganisationCode => OrganisationCode.Examine(code),
        CodeType.RegistrationNumber => RegistrationNumber.Examine(code),
        CodeType.ResidentId => ResidentId.Examine(code),
        CodeType.HkmPermit => TravelPermits.ExamineHkm(code),
        CodeType.TwPermit => TravelPermits.ExamineTw(code),
        CodeType.Passport => Passport.Examine(code),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a kind of code."),
    };

    private static string Keep(string? text, ReadOnlySpan<char> canonical) =>
        text is not null && canonical.SequenceEqual(text) ? text : new string(canonical);
}
