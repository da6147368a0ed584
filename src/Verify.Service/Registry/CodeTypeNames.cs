using Verify.Domain;

namespace Verify.Registry;

/// <summary>The names of code types in what is stored: those of the contract, and never to be changed.</summary>
public static class CodeTypeNames
{
    /// <summary>The stored name.</summary>
    public static string Of(CodeType type) => type switch
    {
        CodeType.UnifiedSocialCreditCode => "USCC",
        CodeType.OrganisationCode => "ORGANISATION_CODE",
        CodeType.RegistrationNumber => "REGISTRATION_NUMBER",
        CodeType.ResidentId => "RESIDENT_ID",
        CodeType.HkmPermit => "HKM_PERMIT",
        CodeType.TwPermit => "TW_PERMIT",
        CodeType.Passport => "PASSPORT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a kind of code."),
    };

    /// <summary>The type of a stored name, or null.</summary>
    public static CodeType? TypeOf(string name) => name switch
    {
        "USCC" => CodeType.UnifiedSocialCreditCode,
        "ORGANISATION_CODE" => CodeType.OrganisationCode,
        "REGISTRATION_NUMBER" => CodeType.RegistrationNumber,
        "RESIDENT_ID" => CodeType.ResidentId,
        "HKM_PERMIT" => CodeType.HkmPermit,
        "TW_PERMIT" => CodeType.TwPermit,
        "PASSPORT" => CodeType.Passport,
        _ => null,
    };
}
