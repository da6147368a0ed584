namespace Verify.Domain;

/// <summary>
/// A code in canonical form: half-width, upper case, without white space or separators, 15-digit citizen numbers widened to 18,
/// travel permits without their count of renewals. Obtained from <see cref="SubjectCodes.Read"/>; two codes are the same subject's
/// when they are equal.
/// </summary>
/// <param name="Type">The kind of code.</param>
/// <param name="Value">The canonical text, whole: for look-ups, not for eyes.</param>
public readonly record struct SubjectCode(CodeType Type, string Value)
{
    /// <summary>Whether the code names a natural person.</summary>
    public bool IsPerson => Type.NamesPerson();

    /// <summary>Whether it is of a kind by which organisations went before the unified code, and which the base registry leads to that.</summary>
    public bool IsOld => Type is CodeType.OrganisationCode or CodeType.RegistrationNumber;

    /// <summary>
    /// The code as it may be shown: an organisation's whole, since it is public; a person's reduced to the province (citizen
    /// numbers only) and the last character.
    /// </summary>
    /// <remarks>
    /// PIPL art. 6 (least data for the purpose) and GB/T 35273-2020 7.2 (limits on display). The usual mask, six in front and four
    /// behind, leaves only the birth date to guess; this one hides birth date, county and serial, and still lets a clerk tell the
    /// parties of one case apart.
    /// </remarks>
    public string Masked
    {
        get
        {
            if (!IsPerson || string.IsNullOrEmpty(Value))
                return Value ?? "";

            var shown = Type == CodeType.ResidentId && Value.Length > 2 ? 2 : 0;
            return string.Concat(Value.AsSpan(0, shown), new string('*', Value.Length - shown - 1), Value.AsSpan(Value.Length - 1));
        }
    }

    /// <summary><see cref="Masked"/>, so that a code that strays into a log or a message discloses no person.</summary>
    public override string ToString() => Masked;
}
