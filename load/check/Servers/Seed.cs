using System.Diagnostics;
using System.Globalization;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Servers;

/// <summary>Stores that hold a population, imported by the service itself. They are kept, and each run works on a copy.</summary>
internal sealed class Seed(string work)
{
    // Entries and ages are set off from the day, so a store is good for that day.
    private readonly string _day = DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    private int _copies;

    /// <summary>Makes the store of a population where there is none yet, and copies it.</summary>
    /// <returns>The data folder of the copy.</returns>
    public string Copy(int population, string name)
    {
        var kept = Path.Combine(work, $"seed-{_day}-{population}");
        if (!File.Exists(Path.Combine(kept, "done")))
            Make(kept, population);
        // Each of its own: services of a run live side by side, and one still ships its journal when the next begins.
        var copy = Path.Combine(work, $"{name}-{Interlocked.Increment(ref _copies)}");
        if (Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(kept, "*.db").Append(Path.Combine(kept, "keys.json")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    private static void Make(string kept, int population)
    {
        if (Directory.Exists(kept))
            Directory.Delete(kept, recursive: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeding a store with {population:N0} subjects"));
        var files = SubjectFiles.Write(Path.Combine(kept, "files"), population);
        Import(kept, files[0], "BASE-REGISTRY");
        Import(kept, files[1], "CREDIT-PLATFORM");
        Handwritten.Make(Path.Combine(kept, Handwritten.File), population);
        Directory.Delete(Path.Combine(kept, "files"), recursive: true);
        File.WriteAllText(Path.Combine(kept, "done"), "");
    }

    private static void Import(string data, string file, string source)
    {
        using var import = Process.Start(Places.Service, ["import", "--data", data, "--source", source, file]);
        import.WaitForExit();
        if (import.ExitCode != 0)
            throw new InvalidOperationException($"The import of {Path.GetFileName(file)} ended with {import.ExitCode}.");
    }
}
