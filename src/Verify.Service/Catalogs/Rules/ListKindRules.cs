using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>Rules on list kinds: what a black list needs (QTX-06, QTX-07), and terms (JS-97).</summary>
internal static class ListKindRules
{
    public static void Judge(CatalogDraft draft)
    {
        CommonRules.Unique(draft.ListKinds, Column.Code, static kind => kind.Code);
        foreach (var (kind, row) in draft.ListKinds)
        {
            CommonRules.InOrder(row, kind.ValidFrom, kind.ValidTo);
            CommonRules.InForce(row, kind.LegalBasis, kind.ValidFrom, kind.ValidTo);
            if (kind.DeclaredColour == Colour.Black && kind.SeriousClass == SeriousClass.None)
                row.Report(FindingRules.BlackWithoutClass, ListKindFile.SeriousClass, kind.Code);
            if (kind.DeclaredColour != kind.Colour)
                row.Report(FindingRules.BlackWithoutLaw, Column.LegalBasis, kind.Code);
            if (kind is { DeclaredColour: Colour.Black or Colour.Focus, OpenEnded: false, DefaultTermMonths: 0, MaxTermMonths: 0 })
                row.Report(FindingRules.TermMissing, ListKindFile.DefaultTerm, kind.Code);
            if (kind.MaxTermMonths > 0 && kind.DefaultTermMonths > kind.MaxTermMonths)
                row.Report(FindingRules.TermOverMax, ListKindFile.DefaultTerm, kind.DefaultTermMonths, kind.MaxTermMonths);
        }
    }
}
