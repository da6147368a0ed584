using Verify.Demo;
using Verify.Domain;

namespace Verify.Load.Check.Subjects;

/// <summary>Writes the population as files for the service's own import.</summary>
internal static class SubjectFiles
{
    private const int OldYears = 8;

    public static IReadOnlyList<string> Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var today = ChinaTime.DateOf(DateTimeOffset.UtcNow);
        var places = Enumerable.Range(0, count);
        return
        [
            DemoFiles.WriteRegistry(folder, places.Select(place => Organisation(place, today))),
            DemoFiles.WriteList(folder, "lists.csv", places.Select(place => Entry(place, today)).OfType<DemoEntry>()),
        ];
    }

    private static DemoOrganisation Organisation(int place, DateOnly today)
    {
        var established = Population.RecordOf(place) == Record.Young ? today.AddDays(-1 - (place % 700)) : today.AddYears(-OldYears).AddDays(-(place % 3_000));
        return new DemoOrganisation(Population.CodeOf(place), $"金砂县第{place}号商贸有限公司", established, "李明");
    }

    private static DemoEntry? Entry(int place, DateOnly today)
    {
        var (list, daysMax) = Population.RecordOf(place) switch
        {
            Record.Red => (DemoList.TaxA, 200),
            Record.Black => (DemoList.WorkSafety, 900),
            Record.Focus => (DemoList.Culture, 200),
            _ => (null, 1),
        };
        return list is null ? null : new DemoEntry(Organisation(place, today), list, today.AddDays(-1 - (place % daysMax)));
    }
}
