using Verify.V1;

namespace Verify.Receipts;

/// <summary>What else was asked, in words for whoever reads the file of the case.</summary>
internal static class AskedTexts
{
    /// <summary>What the caller said of the subject; empty where nothing.</summary>
    public static string OfSubject(AskedDetails? details, Phrases say) => details?.Subject is { } subject ? Of([subject], say) : "";

    /// <summary>What the caller said of a further member, by its position; empty where nothing.</summary>
    public static string OfMember(AskedDetails? details, int index, Phrases say) =>
        Of(details?.Members.Where(member => member.Index == index) ?? [], say);

    /// <summary>What the caller said of a related party, by its position; empty where nothing.</summary>
    public static string OfRelated(AskedDetails? details, int index, Phrases say) =>
        Of(details?.RelatedParties.Where(party => party.Index == index) ?? [], say);

    /// <summary>A required material that was missing.</summary>
    public static string Of(NamedCode material) => material.Name.Length > 0 ? $"{material.Name} ({material.Code})" : material.Code;

    /// <summary>The rest, row by row: a label and a text.</summary>
    public static IEnumerable<(string Label, string Text)> RowsOf(AskedDetails? details, Phrases say)
    {
        if (details?.Commitment is { } commitment)
            yield return (say["信用承诺", "Commitment"], Of(commitment, say));
        if (details?.PersonBasis is { } basis)
            yield return (say["查询依据", "Basis"], Of(basis, say));
        if (details?.KnownAt is { } known)
            yield return (say["所据登记", "Known by"], Of(known, say));
    }

    private static string Of(IEnumerable<AskedParty> said, Phrases say)
    {
        var (roles, given) = (new List<string>(), new List<string>());
        foreach (var party in said)
        {
            if (party.Role != Role.Unspecified)
                roles.Add(say.Of(party.Role));
            if (party.Given is { } subject)
                given.Add($"{say["所报", "given as"]} {subject.Name} {subject.Code}".TrimEnd());
        }

        return string.Join(" · ", roles.Concat(given).Distinct());
    }

    private static string Of(Commitment commitment, Phrases say) => string.Join(
        " · ",
        (string[])
        [
            .. commitment.Type == CommitmentType.Unspecified ? (string[])[] : [say.Of(commitment.Type)],
            commitment.Signed ? say["已签署", "signed"] : say["未签署", "not signed"],
            .. commitment.DueDate.Length == 0 ? (string[])[] : [$"{say["补齐期限", "due"]} {commitment.DueDate}"],
        ]);

    private static string Of(PersonBasis basis, Phrases say) => basis.Consent is { } consent
        ? $"{say["本人同意", "consent"]} {consent.GrantedOn} – {consent.ExpiresOn} · {consent.Purpose}"
        : $"{say["法定依据", "statutory"]} {basis.StatutoryCode}";

    private static string Of(KnownAt known, Phrases say) => known.AtCase == KnownAt.AtOneofCase.Instant
        ? $"{say["截至", "as recorded by"]} {Phrases.ChinaClock(known.Instant)}"
        : $"{say["截至登记版本", "as of revision"]} {known.Revision}";
}
