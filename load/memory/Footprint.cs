using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Load.Memory;

/// <summary>What a full cache takes by three accounts, a subject.</summary>
/// <param name="Value">Bytes of a value.</param>
/// <param name="Heap">By the collector, everything included: index, keys, headers, log of changes left out.</param>
/// <param name="Resident">By the kernel.</param>
/// <param name="Own">By the cache itself, which it is bounded by.</param>
internal sealed record Footprint(double Value, double Heap, double Resident, double Own)
{
    public static Footprint Of(int subjects, Func<int, Dossier> dossier)
    {
        var changes = new ChangeLog();
        var values = 0L;
        // Once for nothing, so that the heap has the room by then that making the values takes.
        for (var number = 0; number < subjects; number++)
            values += DossierCodec.Encode(dossier(number)).Length;

        var (heap, resident) = (HeapNow(), ResidentNow());
        var cache = new DossierCache(new DossierCacheOptions { MemoryMiB = 1_024 }, changes);
        cache.Clear(0);
        for (var number = 0; number < subjects; number++)
        {
            if (!cache.Put(Subjects.Key(number), DossierCodec.Encode(dossier(number)), 20_000_000))
                throw new InvalidOperationException("A value was refused.");
        }

        var footprint = new Footprint(
            (double)values / subjects, (HeapNow() - heap) / subjects, (ResidentNow() - resident) / subjects, (double)cache.Bytes / subjects);
        if (cache.Count != subjects)
            throw new InvalidOperationException("A value was lost.");
        return footprint;
    }

    private static double HeapNow()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double ResidentNow() =>
        double.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], null) * Environment.SystemPageSize;
}
