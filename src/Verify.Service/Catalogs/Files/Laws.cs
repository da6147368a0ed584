using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>The articles that rows may cite.</summary>
internal sealed record Laws(Known Known, Lookup<LegalReference> Rows)
{
    /// <summary>
    /// An article by code. Of one that is missing from laws.csv nobody can say whether it may punish; it stands in as one that may,
    /// because the missing row is finding enough.
    /// </summary>
    public LegalReference Cite(string code) => Rows.Find(code) ?? new(code, LegalLevel.Law, default, null, null);
}
