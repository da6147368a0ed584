using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>
/// Files to catalogue, in two steps: (1) cells to rows, where what is wrong with one cell is reported and the rest is read on;
/// (2) rows against the rules of 3.2. Every finding comes at once; none hides another.
/// </summary>
public static class CatalogReader
{
    /// <summary>Reads and judges a draft.</summary>
    public static CatalogReading Read(ImmutableSortedDictionary<string, string> files)
    {
        var findings = new FindingSink();
        var draft = CatalogDraft.Read(files, findings);
        LawRules.Judge(draft);
        ListKindRules.Judge(draft);
        MeasureRules.Judge(draft);
        MatterRules.Judge(draft);
        ProfileRules.Judge(draft);
        CalendarRules.Judge(draft);
        RepairRuleRules.Judge(draft);
        return Result(files, draft, findings);
    }

    /// <summary>
    /// Compiles files that were judged when they were published. The rules of today are not asked: a version once in force stays
    /// readable for replay, however strict they have become.
    /// </summary>
    public static CatalogReading Compile(ImmutableSortedDictionary<string, string> files)
    {
        var findings = new FindingSink();
        return Result(files, CatalogDraft.Read(files, findings), findings);
    }

    private static CatalogReading Result(ImmutableSortedDictionary<string, string> files, CatalogDraft draft, FindingSink findings)
    {
        var version = CatalogFiles.VersionOf(files);
        return new(files, version, findings.HasErrors ? null : new Catalogue(version, draft.ToRows()), findings.ToSorted());
    }
}
