namespace Verify.Catalogs;

/// <summary>Rules on region profiles. Prefixes may nest, the longest one wins; they may not coincide.</summary>
internal static class ProfileRules
{
    public static void Judge(CatalogDraft draft)
    {
        CommonRules.Unique(draft.Profiles, Column.Code, static profile => profile.Code);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (profile, row) in draft.Profiles)
        {
            foreach (var prefix in profile.Prefixes.Where(prefix => !owners.TryAdd(prefix, profile.Code)))
                row.Report(FindingRules.DuplicatePrefix, ProfileFile.Prefixes, prefix, owners[prefix]);
        }
    }
}
