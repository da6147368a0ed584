using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>Tells by its form which kind of code stands in a column that holds several kinds.</summary>
internal static class CodeForms
{
    private static readonly LocalText Ambiguous = new(
        "既可能是单位代码也可能是个人证件号码，请改填在只含一种代码的列中（如“统一社会信用代码”“注册号”“证件号码”）",
        "could be an organisation's code or a person's number; put it into a column for one kind of code (统一社会信用代码, 注册号, 证件号码)");

    /// <summary>
    /// Reads an organisation's code or a citizen number. A text that is well formed as both is refused, as one citizen number in 341
    /// is, which the checks of a unified social credit code let pass: a person's number must not be stored as an organisation's code,
    /// which is shown and logged whole.
    /// </summary>
    public static CodeReading ReadAny(string text, out LocalText? fault)
    {
        var organisation = SubjectCodes.Read(OrganisationType(text), text);
        var person = ReadPerson(text);
        if (organisation.Code.Value is null)
            return Settle(LooksPersonal(text) || person.IsValid ? person : organisation, out fault);
        if (!person.IsValid || IsLettered(organisation.Code))
            return Settle(organisation, out fault);

        fault = Ambiguous;
        return default;
    }

    /// <summary>Reads a person's number: citizen number, or a travel permit or passport by its form.</summary>
    public static CodeReading ReadPerson(string text)
    {
        var folded = CellText.HalfWidth(text).Trim();
        var type = folded switch
        {
            { Length: 15 or 18 } => CodeType.ResidentId,
            ['H' or 'M' or 'h' or 'm', ..] => CodeType.HkmPermit,
            { Length: 8 } when folded.All(char.IsAsciiDigit) => CodeType.TwPermit,
            [>= 'A' and <= 'Z' or >= 'a' and <= 'z', ..] => CodeType.Passport,
            _ => CodeType.ResidentId,
        };
        return SubjectCodes.Read(type, text);
    }

    /// <summary>Reads a code of one kind.</summary>
    public static CodeReading Settle(CodeReading reading, out LocalText? fault)
    {
        fault = reading.Code.Value is null ? new LocalText(reading.Fault!.Chinese, reading.Fault.English) : null;
        return reading;
    }

    private static CodeType OrganisationType(string text) =>
        CellText.HalfWidth(text).Count(char.IsAsciiLetterOrDigit) switch
        {
            9 => CodeType.OrganisationCode,
            15 => CodeType.RegistrationNumber,
            _ => CodeType.UnifiedSocialCreditCode,
        };

    // No person's number of 18 characters has a letter in its middle.
    private static bool IsLettered(SubjectCode code) =>
        code.Type == CodeType.UnifiedSocialCreditCode && code.Value.AsSpan(2..^1).ContainsAnyInRange('A', 'Z');

    private static bool LooksPersonal(string text)
    {
        var folded = CellText.HalfWidth(text).Trim();
        return folded is { Length: 15 or 18 } and not ['9', ..] && !folded.AsSpan(0, folded.Length - 1).ContainsAnyExceptInRange('0', '9');
    }
}
