namespace Verify.Domain;

/// <summary>
/// The name under which a subject is stored, cached and logged: <c>U:</c> and the USCC for an organisation, <c>O:</c> or
/// <c>R:</c> for an organisation known only by an old code, <c>P:</c> and a keyed hash for a person, <c>S:</c> and a source code
/// for the heartbeat of a source, <c>C:</c> for the catalogue. It never holds a person's number. Compared byte by byte.
/// </summary>
public readonly record struct SubjectKey(string Value)
{
    /// <summary>Whether this is a natural person.</summary>
    public bool IsPerson => Value is ['P', ':', ..];

    /// <summary>Whether this is an organisation known only by an old code.</summary>
    public bool IsOldCode => Value is ['O' or 'R', ':', ..];

    /// <summary>Whether this is a source of facts.</summary>
    public bool IsSource => Value is ['S', ':', ..];

    /// <summary>The key of an organisation's code in canonical form.</summary>
    /// <exception cref="ArgumentException">The code belongs to a person, whose key needs a secret.</exception>
    public static SubjectKey OfOrganisation(SubjectCode code) => code.Type switch
    {
        CodeType.UnifiedSocialCreditCode => new("U:" + code.Value),
        CodeType.OrganisationCode => new("O:" + code.Value),
        CodeType.RegistrationNumber => new("R:" + code.Value),
        _ => throw new ArgumentException("A person's key is a keyed hash.", nameof(code)),
    };

    /// <summary>The key under which a source's synchronisations are recorded.</summary>
    public static SubjectKey OfSource(string sourceCode) => new("S:" + sourceCode);

    /// <summary>The key under which publications of the catalogue are recorded.</summary>
    public static SubjectKey Catalogue => new("C:");

    /// <summary>The USCC of an organisation known by it, else null.</summary>
    public string? Uscc => Value is ['U', ':', ..] ? Value[2..] : null;

    /// <summary>The code of an organisation, which is public; null for a person, whose key discloses none, and for a source.</summary>
    public SubjectCode? Organisation => Value switch
    {
        ['U', ':', ..] => new(CodeType.UnifiedSocialCreditCode, Value[2..]),
        ['O', ':', ..] => new(CodeType.OrganisationCode, Value[2..]),
        ['R', ':', ..] => new(CodeType.RegistrationNumber, Value[2..]),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Value;
}
