using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>Rules on measures: law (QTX-17, QTX-21), no force on the market (QTX-22), no scores (QTX-23), focus never bars (JS-80).</summary>
internal static partial class MeasureRules
{
    public static void Judge(CatalogDraft draft)
    {
        var kinds = Lookup<ListKind>.Of(draft.ListKinds, static kind => kind.Code);
        var departments = Lookup<Department>.Of(draft.Departments, static department => department.Code);
        foreach (var (measure, row) in draft.Measures)
        {
            CommonRules.InOrder(row, measure.ValidFrom, measure.ValidTo);
            CommonRules.InForce(row, measure.LegalBasis, measure.ValidFrom, measure.ValidTo);
            RestsOnLaw(measure, row);
            ForcesNobodyOutsideTheState(measure, row, departments);
            ReachesWhatItMay(measure, row, kinds);
            HasKnownCondition(row);
        }

        foreach (var rows in draft.Measures.GroupBy(static measure => measure.Value.Code, StringComparer.Ordinal))
            AgreeWithin([.. rows]);
    }

    private static void RestsOnLaw(MeasureRule measure, Row row)
    {
        if (measure.Effect >= MeasureEffect.Limit && !measure.LegalBasis.Any(static article => article.MayPunish))
            row.Report(FindingRules.PunishesWithoutLaw, Column.LegalBasis, measure.Code);
        if (measure.Effect == MeasureEffect.Notice && measure.LegalBasis.IsEmpty)
            row.Report(FindingRules.NoticeWithoutLaw, Column.LegalBasis, measure.Code);
    }

    private static void ForcesNobodyOutsideTheState(MeasureRule measure, Row row, Lookup<Department> departments)
    {
        if (measure.Strength != MeasureStrength.Mandatory)
            return;
        foreach (var department in measure.Implementers.Select(departments.Find))
        {
            if (department is { IsPublicBody: false })
                row.Report(FindingRules.ForcedOnMarket, MeasureFile.Strength, measure.Code, department.Code);
        }

        if (measure.Implementers.IsEmpty && measure.Kind is MeasureKind.Market or MeasureKind.Industry or MeasureKind.Social)
            row.Report(FindingRules.ForcedWithoutImplementer, MeasureFile.Implementers, measure.Code);
    }

    private static void ReachesWhatItMay(MeasureRule measure, Row row, Lookup<ListKind> kinds)
    {
        foreach (var selector in measure.ListKinds)
        {
            var colour = selector == "FOCUS" ? Colour.Focus : kinds.Find(selector)?.Colour;
            if (colour == Colour.Focus && measure.Effect == MeasureEffect.Bar)
                row.Report(FindingRules.FocusBars, MeasureFile.Effect, measure.Code, selector);
            if (colour == Colour.Red)
                row.Report(FindingRules.MeasureOnRed, MeasureFile.ListKinds, measure.Code, selector);
            if (colour == Colour.Reference)
                row.Report(FindingRules.MeasureOnReference, MeasureFile.ListKinds, measure.Code, selector);
        }
    }

    // A score hides in a reminder as well as in a condition, so every cell is looked at.
    private static void HasKnownCondition(Row row)
    {
        foreach (var (column, text) in row.Columns.Where(static cell => Score().IsMatch(cell.Text)))
            row.Report(FindingRules.ScoreOnPerson, column, text);

        var condition = row.Text(MeasureFile.Condition);
        if (condition.Length > 0 && condition != MeasureFile.OwnField && !Score().IsMatch(condition))
            row.Report(FindingRules.UnknownCondition, MeasureFile.Condition, condition);
    }

    private static void AgreeWithin(ImmutableArray<Located<MeasureRule>> rows)
    {
        for (var later = 1; later < rows.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
                Agree(rows[earlier], rows[later]);
        }
    }

    private static void Agree(Located<MeasureRule> earlier, Located<MeasureRule> later)
    {
        var (first, second) = (earlier.Value, later.Value);
        if (later.Row.Cells.SequenceEqual(earlier.Row.Cells))
            later.Row.Report(FindingRules.DuplicateRow, null, earlier.Row.Line);
        if (first.Name != second.Name || first.Kind != second.Kind)
            later.Row.Report(FindingRules.CodeMeansTwo, Column.Code, second.Code, earlier.Row.Line);
        if (((int)first.Effect - (int)second.Effect) * ((int)first.Strength - (int)second.Strength) < 0)
            later.Row.Report(FindingRules.CrossingRows, MeasureFile.Effect, second.Code, earlier.Row.Line);
    }

    [GeneratedRegex("score|信用分|分数|评分|打分|积分|得分", RegexOptions.IgnoreCase)]
    private static partial Regex Score();
}
