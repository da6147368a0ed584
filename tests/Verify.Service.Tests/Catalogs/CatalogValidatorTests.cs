using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

/// <summary>One row per rule: an edit of the worked examples' catalogue and the finding that it must yield.</summary>
public sealed class CatalogValidatorTests
{
    private const string RepairRules = """
        rule_set,legal_basis,severity,fields,min_publicity_months,max_publicity_months
        SET,GPL-22,MINOR,,0,3
        SET,,GENERAL,,3,12
        SET,GPL-22,SERIOUS,,37,36
        SET,GPL-22,MINOR,,1,3
        """;

    private static readonly SpoiltDraft[] Table =
    [
        // Files and columns
        new("MISSING_FILE", "laws.csv", 0, static draft => draft.Drop("laws.csv"), Alone: true),
        new("UNKNOWN_FILE", "fees.csv", 0, static draft => draft.SetFile("fees.csv", "code")),
        new("NOT_UTF8", "sources.csv", 3, static draft => draft.Set("sources.csv", 3, "name_zh", "\uFFFD\uFFFD")),
        new("MISSING_HEADING", "sources.csv", 0, static draft => draft.SetFile("sources.csv", "# nothing"), Alone: true),
        new("MISSING_COLUMN", "matters.csv", 1, static draft => draft.Set("matters.csv", 1, "class", ""), Alone: true),
        new("UNKNOWN_COLUMN", "departments.csv", 1, static draft => draft.Set("departments.csv", 1, "note", "remark")),
        new("DUPLICATE_COLUMN", "calendar.csv", 1, static draft => draft.Set("calendar.csv", 1, "note", "certainty")),
        new("BAD_QUOTES", "materials.csv", 4, static draft => draft.SetLine("materials.csv", 4, "LIC,PHOTO,\"场所照片,Photograph,DEFERRABLE,,")),
        new("CELL_WITHOUT_COLUMN", "materials.csv", 5, static draft => draft.SetLine("materials.csv", 5, draft.Line("materials.csv", 5) + ",unquoted")),

        // Cells
        new("MISSING_VALUE", "laws.csv", 2, static draft => draft.Set("laws.csv", 2, "text_zh", "")),
        new("BAD_CODE", "laws.csv", 3, static draft => draft.Set("laws.csv", 3, "code", "GPL 77")),
        new("BAD_REGION", "measures.csv", 14, static draft => draft.Set("measures.csv", 14, "scope", "6")),
        new("BAD_SUBJECT_CLASS", "measures.csv", 15, static draft => draft.Set("measures.csv", 15, "subject_classes", "11;B")),
        new("BAD_DATE", "laws.csv", 4, static draft => draft.Set("laws.csv", 4, "in_force_from", "2016-02-30")),
        new("BAD_NUMBER", "sources.csv", 3, static draft => draft.Set("sources.csv", 3, "max_age_hours", "0")),
        new("BAD_YES_NO", "matters.csv", 2, static draft => draft.Set("matters.csv", 2, "must_check", "perhaps")),
        new("UNKNOWN_WORD", "measures.csv", 10, static draft => draft.Set("measures.csv", 10, "via_roles", "BOSS")),

        // References between rows
        new("DUPLICATE_CODE", "departments.csv", 9, static draft => draft.Set("departments.csv", 9, "code", "FINANCE")),
        new("DUPLICATE_ROW", "measures.csv", 10, static draft => draft.SetLine("measures.csv", 8, draft.Line("measures.csv", 10))),
        new("DANGLING_REFERENCE", "sources.csv", 2, static draft => draft.Set("sources.csv", 2, "must_for_matters", "GOVPROC;NOWHERE")),
        new("DATES_REVERSED", "list-kinds.csv", 2, static draft => draft
            .Set("list-kinds.csv", 2, "valid_from", "2026-01-02")
            .Set("list-kinds.csv", 2, "valid_to", "2026-01-01")),
        new("LAW_NOT_IN_FORCE", "measures.csv", 4, static draft => draft.Set("laws.csv", 8, "in_force_to", "2025-12-31")),

        // List kinds
        new("BLACK_WITHOUT_CLASS", "list-kinds.csv", 6, static draft => draft.Set("list-kinds.csv", 6, "serious_class", "")),
        new("BLACK_WITHOUT_LAW", "list-kinds.csv", 8, static draft => draft.Set("list-kinds.csv", 8, "legal_basis", "")),
        new("TERM_MISSING", "list-kinds.csv", 11, static draft => draft.Set("list-kinds.csv", 11, "default_term_months", "")),
        new("TERM_OVER_MAX", "list-kinds.csv", 10, static draft => draft
            .Set("list-kinds.csv", 10, "default_term_months", "72")
            .Set("list-kinds.csv", 10, "max_term_months", "60")),

        // Measures
        new("PUNISHES_WITHOUT_LAW", "measures.csv", 5, static draft => draft.Set("measures.csv", 5, "legal_basis", "MOF-125")),
        new("NOTICE_WITHOUT_LAW", "measures.csv", 11, static draft => draft.Set("measures.csv", 11, "legal_basis", "")),
        new("FORCED_ON_MARKET", "measures.csv", 9, static draft => draft.Set("measures.csv", 9, "strength", "MANDATORY")),
        new("FORCED_WITHOUT_IMPLEMENTER", "measures.csv", 14, static draft => draft
            .Set("measures.csv", 14, "kind", "MARKET")
            .Set("measures.csv", 14, "implementers", "")),
        new("SCORE_ON_PERSON", "measures.csv", 3, static draft => draft.Set("measures.csv", 3, "condition", "limit when personal score < 600")),
        new("UNKNOWN_CONDITION", "measures.csv", 12, static draft => draft.Set("measures.csv", 12, "condition", "poor_grade")),
        new("FOCUS_BARS", "measures.csv", 13, static draft => draft.Set("measures.csv", 13, "list_kinds", "B-GOVPROC-BAN;F-FOOD")),
        new("MEASURE_ON_RED", "measures.csv", 2, static draft => draft.Set("measures.csv", 2, "list_kinds", "B-COURT;R-MODEL")),
        new("MEASURE_ON_REFERENCE", "measures.csv", 4, static draft => draft.Set("measures.csv", 4, "list_kinds", "B-COURT;B-HT-POLLUTION")),
        new("CODE_MEANS_TWO", "measures.csv", 7, static draft => draft.Set("measures.csv", 7, "name_en", "Something else")),
        new("CROSSING_ROWS", "measures.csv", 7, static draft => draft
            .Set("measures.csv", 6, "strength", "MANDATORY")
            .Set("measures.csv", 7, "strength", "RECOMMENDED")),

        // Matters
        new("MATTER_IS_CLASS", "matters.csv", 12, static draft => draft.Set("matters.csv", 12, "class", "LOAN")),
        new("DEFERRED_CONTRADICTION", "matters.csv", 3, static draft => draft.Set("matters.csv", 3, "deferred_allowed", "yes")),
        new("SUPPLEMENT_MISSING", "matters.csv", 9, static draft => draft.Set("matters.csv", 9, "deferred_allowed", "yes")),
        new("SUPPLEMENT_TOO_LONG", "matters.csv", 2, static draft => draft.Set("matters.csv", 2, "supplement_days", "11")),
        new("NOTHING_DEFERRABLE", "matters.csv", 9, static draft => draft.Set("matters.csv", 9, "deferred_allowed", "yes")),
        new("MUST_CHECK_WITHOUT_SOURCE", "matters.csv", 11, static draft => draft.Set("matters.csv", 11, "must_check", "yes")),

        // Profiles and calendar
        new("DUPLICATE_PREFIX", "region-profiles.csv", 3, static draft => draft.Set("region-profiles.csv", 3, "prefixes", "4420;520523")),
        new("MOVED_WORKDAY_ON_WEEKDAY", "calendar.csv", 3, static draft => draft.Set("calendar.csv", 3, "kind", "MOVED_WORKDAY")),

        // Repair: the file is optional, so that each row brings it along
        new("REPAIR_WITHOUT_LAW", "repair-rules.csv", 3, static draft => draft.SetFile("repair-rules.csv", RepairRules)),
        new("REPAIR_TERM_REVERSED", "repair-rules.csv", 4, static draft => draft.SetFile("repair-rules.csv", RepairRules)),
        new("REPAIR_RULE_TWICE", "repair-rules.csv", 5, static draft => draft.SetFile("repair-rules.csv", RepairRules)),
    ];

    public static TheoryData<string> Codes => [.. Table.Select(static row => row.Code)];

    [Theory, MemberData(nameof(Codes))]
    public void A_draft_that_breaks_a_rule_is_told_so_with_file_and_line(string code)
    {
        var row = Table.Single(row => row.Code == code);
        var draft = new Draft();
        row.Edit(draft);

        var reading = draft.Read();

        var finding = Assert.Single(reading.Findings, finding => finding.Code == code && finding.File == row.File && finding.Line == row.Line);
        Assert.DoesNotContain('{', finding.Message.Chinese);
        Assert.DoesNotContain('{', finding.Message.English);
        Assert.Equal(reading.Findings.All(static found => found.Severity == FindingSeverity.Warning), reading.IsValid);
    }

    [Fact]
    public void Every_rule_has_its_row_in_the_order_of_the_rules() =>
        Assert.Equal(FindingRules.All.Select(static rule => rule.Code), Table.Select(static row => row.Code));

    [Fact]
    public void All_findings_are_reported_at_once_and_none_hides_another()
    {
        var together = Table.Where(static row => !row.Alone).ToArray();
        var draft = new Draft();
        foreach (var row in together)
            row.Edit(draft);

        var found = draft.Read().Findings.Select(static finding => (finding.Code, finding.File, finding.Line)).ToHashSet();

        Assert.All(together, row => Assert.Contains((row.Code, row.File, row.Line), found));
    }

    [Fact]
    public void The_draft_that_is_spoilt_breaks_none_of_them_beforehand() =>
        Assert.All(new Draft().Read().Findings, static finding => Assert.Equal(FindingSeverity.Warning, finding.Severity));

    private sealed record SpoiltDraft(string Code, string File, int Line, Func<Draft, Draft> Edit, bool Alone = false);
}
