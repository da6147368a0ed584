namespace Verify.Domain;

/// <summary>The kinds of code by which a subject may be asked for, in the order of the contract.</summary>
public enum CodeType
{
    /// <summary>Unified social credit code, 18 characters (GB 32100-2015).</summary>
    UnifiedSocialCreditCode,

    /// <summary>Organisation code, 9 characters (GB 11714-1997).</summary>
    OrganisationCode,

    /// <summary>Business registration number, 15 digits (GS 15-2006).</summary>
    RegistrationNumber,

    /// <summary>Citizen number, and the residence permits of the same form, 18 characters (GB 11643-1999).</summary>
    ResidentId,

    /// <summary>Mainland travel permit of a resident of Hong Kong or Macau.</summary>
    HkmPermit,

    /// <summary>Mainland travel permit of a resident of Taiwan.</summary>
    TwPermit,

    /// <summary>Passport of the People's Republic of China.</summary>
    Passport,
}

/// <summary>What is true of a whole kind of code.</summary>
public static class CodeTypes
{
    /// <summary>Whether codes of this kind name a natural person, and so must never be shown or logged whole.</summary>
    public static bool NamesPerson(this CodeType type) =>
        type is CodeType.ResidentId or CodeType.HkmPermit or CodeType.TwPermit or CodeType.Passport;
}
