using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>The rows of a catalogue that may still be wrong, each with the place where it stands.</summary>
internal sealed class CatalogDraft
{
    private CatalogDraft(ImmutableSortedDictionary<string, string> files, FindingSink findings)
    {
        foreach (var unknown in files.Keys.Except(CatalogFiles.All, StringComparer.Ordinal))
            findings.Add(FindingRules.UnknownFile, unknown, 0, "", unknown, string.Join(", ", CatalogFiles.All));

        var (laws, departments, kinds, matters) =
            (Open(LawFile.Shape), Open(DepartmentFile.Shape), Open(ListKindFile.Shape), Open(MatterFile.Shape));

        Laws = LawFile.Read(laws);
        var articles = new Laws(
            Known.Of(laws, Column.Code, Laws, static law => [law.Code]),
            Lookup<LegalReference>.Of(Laws, static law => law.Code));
        Departments = DepartmentFile.Read(departments);
        ListKinds = ListKindFile.Read(kinds, articles);
        Materials = MaterialFile.Read(Open(MaterialFile.Shape));
        Matters = MatterFile.Read(matters, Materials);
        MatterCodes = Known.Of(matters, Column.Code, Matters, static matter => [matter.Code]);
        var codesAndClasses = Known.Of(matters, MatterFile.Class, Matters, static matter => [matter.Code, matter.Class]);
        Measures = MeasureFile.Read(
            Open(MeasureFile.Shape),
            articles,
            Known.Of(kinds, Column.Code, ListKinds, static kind => [kind.Code, "BLACK", "FOCUS"]),
            codesAndClasses,
            Known.Of(departments, Column.Code, Departments, static department => [department.Code]));
        Profiles = ProfileFile.Read(Open(ProfileFile.Shape), Known.Of(kinds, Column.Code, ListKinds, static kind => ["*", kind.Family]));
        Sources = SourceFile.Read(Open(SourceFile.Shape), codesAndClasses);
        Days = CalendarFile.Read(Open(CalendarFile.Shape));
        RepairRules = RepairRuleFile.Read(Open(RepairRuleFile.Shape), articles);

        Table Open(TableShape shape) => Table.Read(shape, files, findings);
    }

    public ImmutableArray<Located<LegalReference>> Laws { get; }
    public ImmutableArray<Located<Department>> Departments { get; }
    public ImmutableArray<Located<ListKind>> ListKinds { get; }
    public ImmutableArray<Located<MatterMaterial>> Materials { get; }
    public ImmutableArray<Located<Matter>> Matters { get; }
    public Known MatterCodes { get; }
    public ImmutableArray<Located<MeasureRule>> Measures { get; }
    public ImmutableArray<Located<RegionProfile>> Profiles { get; }
    public ImmutableArray<Located<SourceRule>> Sources { get; }
    public ImmutableArray<Located<CalendarDay>> Days { get; }
    public ImmutableArray<Located<RepairRule>> RepairRules { get; }

    public static CatalogDraft Read(ImmutableSortedDictionary<string, string> files, FindingSink findings) => new(files, findings);

    public CatalogueRows ToRows() => new()
    {
        LegalReferences = Values(Laws),
        Departments = Values(Departments),
        ListKinds = Values(ListKinds),
        Measures = Values(Measures),
        Matters = Values(Matters),
        Profiles = Values(Profiles),
        Sources = Values(Sources),
        RepairRules = Values(RepairRules),
        Holidays = DaysOf(DayKind.Holiday),
        MovedWorkdays = DaysOf(DayKind.MovedWorkday),
    };

    private ImmutableArray<DateOnly> DaysOf(DayKind kind) => [.. Values(Days).Where(day => day.Kind == kind).Select(static day => day.Date)];

    private static ImmutableArray<T> Values<T>(ImmutableArray<Located<T>> rows) => [.. rows.Select(static row => row.Value)];
}
