namespace Verify.Dossiers;

/// <summary>The cache of dossiers in memory.</summary>
public sealed class DossierCacheOptions
{
    /// <summary>Least of <see cref="MemoryMiB"/>.</summary>
    public const int MemoryMiBMin = 8;

    /// <summary>Most of <see cref="MemoryMiB"/>.</summary>
    public const int MemoryMiBMax = 65_536;

    /// <summary>Memory that it may take, index included, in MiB; 256 hold two million clean subjects.</summary>
    public int MemoryMiB { get; set; } = 256;

    /// <summary>Everything that is wrong.</summary>
    public IEnumerable<string> Faults()
    {
        if (MemoryMiB is < MemoryMiBMin or > MemoryMiBMax)
            yield return $"MemoryMiB: between {MemoryMiBMin} and {MemoryMiBMax:N0}.";
    }
}
