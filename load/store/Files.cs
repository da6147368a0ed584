using Verify.Demo;

namespace Verify.Load.Store;

/// <summary>The files of a region as large as one likes: the demonstration county's people and lists, written row by row.</summary>
internal static class Files
{
    public const string Registry = "base-registry.csv";
    public const string List = "lists.csv";

    // Who has entries has two: one that weighs, one that hardly does.
    private const int EntriesEach = 2;
    private const ulong Seed = 520523;

    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly DemoList[] Heavy = [DemoList.Wage, DemoList.TaxMajor, DemoList.WorkSafety, DemoList.Statistics, DemoList.Enterprise];
    private static readonly DemoList[] Light = [DemoList.TaxA, DemoList.Model, DemoList.Food, DemoList.Culture];

    /// <summary>Writes the files, by code within each class of organisation as registers issue them, or in no order.</summary>
    public static void Write(string folder, int subjects, int entries, bool ordered)
    {
        Directory.CreateDirectory(folder);
        DemoFiles.WriteRegistry(folder, Subjects(subjects, ordered));
        DemoFiles.WriteList(folder, List, Entries(subjects, entries, ordered));
    }

    private static IEnumerable<DemoOrganisation> Subjects(int count, bool ordered)
    {
        var indexes = Enumerable.Range(0, count);
        return DemoPeople.Settle(new DemoRandom(Seed), Today, ordered ? indexes.Select(DemoCodes.IndexInOrder) : indexes);
    }

    private static IEnumerable<DemoEntry> Entries(int subjects, int count, bool ordered)
    {
        var random = new DemoRandom(Seed + 1);
        var step = Math.Max(1, subjects * EntriesEach / Math.Max(count, 1));
        return Subjects(subjects, ordered)
            .Where((_, index) => index % step == 0)
            .SelectMany(who => new[] { Entry(who, random.Pick(Heavy)), Entry(who, random.Pick(Light)) })
            .Take(count);

        DemoEntry Entry(DemoOrganisation who, DemoList list) => new(who, list, Today.AddDays(-1 - random.Below(list.TermMonths * 30 - 30)));
    }
}
