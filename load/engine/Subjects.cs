using Verify.Catalogs;
using Verify.Decisions;
using Verify.Domain;

namespace Verify.Load.Engine;

/// <summary>Who is asked about, with the catalogue that the service ships: a licence in Jinsha, in the morning of 15 June 2026.</summary>
internal static class Subjects
{
    private static readonly SubjectKey Key = new("U:91520523MA6HQ0013R");

    private static readonly DateTimeOffset LongAgo = ChinaTime.StartOf(new DateOnly(2015, 1, 1));

    /// <summary>The question.</summary>
    public static Case Licence { get; } = Ask("LIC");

    /// <summary>Nothing on record: the answer of nearly every check.</summary>
    public static Applicant Clean { get; } = Applicant();

    /// <summary>
    /// Five entries: two black ones with measures, a third under objection, a focus one, and a red one that they put aside.
    /// </summary>
    public static Applicant Listed { get; } = Applicant(
        Entry("red", "R-TAX-A"),
        Entry("court", "B-COURT"),
        Entry("wage", "B-WAGE"),
        Entry("tax", "B-TAX-MAJOR"),
        new ObjectionAccepted("tax"),
        Entry("food", "F-FOODDRUG"));

    private static Case Ask(string matter)
    {
        var reading = CatalogFolder.Load(Path.Combine(AppContext.BaseDirectory, "catalog"));
        var catalogue = reading.Catalogue ?? throw new InvalidOperationException(string.Join('\n', reading.Findings));
        return new Case
        {
            Catalogue = catalogue,
            Matter = catalogue.FindMatter(matter)!,
            RegionCode = "520523",
            AsOf = new DateTimeOffset(2026, 6, 15, 10, 0, 0, ChinaTime.Offset),
            DepartmentCode = "LICENSING",
        };
    }

    private static Applicant Applicant(params IEnumerable<Fact> facts)
    {
        var registered = new SubjectRegistered("金沙酒业", new DateOnly(2015, 1, 1), [], [], "91");
        var recorded = facts.Prepend(registered)
            .Select(static (fact, index) => new RecordedFact(index + 1, Key, LongAgo.AddDays(index), LongAgo, default, "", fact));
        return new Applicant { Dossier = Dossier.Fold(Key, 1, recorded) };
    }

    private static EntryListed Entry(string id, string kind) =>
        new(id) { ListKind = kind, StartOn = new DateOnly(2025, 3, 1), EndOn = new DateOnly(2028, 2, 29) };
}
