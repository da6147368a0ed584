using Verify.Domain;

namespace Verify.Demo;

/// <summary>A file of the demonstration, in a format that the importer reads.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Source">Source of the default catalogue whose data it stands for; null for none.</param>
public sealed record DemoFile(string Path, string? Source);

/// <summary>Something to try.</summary>
/// <param name="Code">USCC of an organisation of the county.</param>
/// <param name="ListKind">The list that it is on and that decides; empty for none.</param>
/// <param name="What">What is to be seen.</param>
public sealed record DemoSample(string Code, string ListKind, LocalText What);

/// <summary>What was written.</summary>
/// <param name="Files">The files, in the order in which to import them.</param>
/// <param name="Samples">What to try.</param>
public sealed record DemoData(IReadOnlyList<DemoFile> Files, IReadOnlyList<DemoSample> Samples);

/// <summary>
/// A county that does not exist, in the proportions of one that does: as many court debtors as JS-03 counts, at most 1.5 % seriously
/// dishonest and at least 90 % without any bad record (JS-16). The same seed and day give the same files, byte for byte; every date
/// is set off from the day, so that what is in force stays in force whenever the demonstration is made.
/// </summary>
public static class DemoCounty
{
    /// <summary>Organisations in the county.</summary>
    public const int DefaultOrganisations = 20_000;

    /// <summary>With fewer there are not enough for every list.</summary>
    public const int FewestOrganisations = 200;

    /// <summary>Writes the county into a folder, which is created where it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="today">The day from which every date is set off.</param>
    /// <param name="seed">What makes one county differ from another.</param>
    /// <param name="organisations">How many organisations, <see cref="FewestOrganisations"/> at least; lists shrink and grow with them.</param>
    public static DemoData Write(string folder, DateOnly today, ulong seed = 520523, int organisations = DefaultOrganisations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(organisations, FewestOrganisations);
        var random = new DemoRandom(seed);
        var world = new DemoWorld();
        DemoCast.Enter(world, today);
        var indexes = Enumerable.Range(DemoCast.Size, organisations - DemoCast.Size);
        world.Organisations.AddRange(DemoPeople.Settle(random, today, indexes));
        DemoConduct.Record(world, random, today);
        Directory.CreateDirectory(folder);
        return new DemoData(DemoFiles.Write(folder, world), DemoCast.Samples);
    }
}
