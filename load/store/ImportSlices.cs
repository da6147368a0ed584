using System.Globalization;
using Verify.Registry.Import;

namespace Verify.Load.Store;

/// <summary>Cuts an import into slices and lets the bare lane follow each.</summary>
internal sealed class ImportSlices(ImportedRows imported, BareStore bare, long rows) : IProgress<ImportProgress>
{
    private readonly List<Slice> _slices = [];
    private long _done;
    private long _managed;
    private Func<Cost> _import = Machine.Measure();
    private Func<bool> _quiet = Machine.Listen();

    /// <summary>Facts per second of the import over those of the bare lane, in the median of the quiet slices, or of all if none was.</summary>
    public double Ratio => Median(static slice => slice.Bare.Wall / slice.Import.Wall);

    /// <summary>Called on the importing thread, which waits until this returns.</summary>
    public void Report(ImportProgress value)
    {
        _managed = Math.Max(_managed, GC.GetTotalMemory(forceFullCollection: false));
        if (value.Rows - _done < rows)
            return;
        _done = value.Rows;
        Close();
    }

    /// <summary>Ends a slice.</summary>
    public void Close()
    {
        var import = _import();
        var (facts, cost) = CatchUp();
        if (facts > 0)
            Add(new Slice(facts, import, cost, _quiet()));
        _import = Machine.Measure();
        _quiet = Machine.Listen();
    }

    /// <summary>What came out.</summary>
    public string Report()
    {
        var quiet = _slices.Count(static slice => slice.Quiet);
        var all = _slices.Aggregate(static (a, b) => new Slice(a.Facts + b.Facts, a.Import + b.Import, a.Bare + b.Bare, true));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            import/bare {Ratio:F2} in the median of {quiet} quiet slices of {_slices.Count}
              facts/s of a quiet slice: import {Median(static slice => slice.Facts / slice.Import.Wall.TotalSeconds):N0}, bare {Median(static slice => slice.Facts / slice.Bare.Wall.TotalSeconds):N0}; first and last slice: import {Rate(_slices[0]):N0} and {Rate(_slices[^1]):N0}
              CPU per fact: import {all.Import.Cpu.TotalMicroseconds / all.Facts:F1} us, bare {all.Bare.Cpu.TotalMicroseconds / all.Facts:F1} us; whole import {all.Import.Wall.TotalSeconds:N0} s, bare {all.Bare.Wall.TotalSeconds:N0} s
              peak resident {Machine.PeakResidentMb():N0} MB, managed {_managed / 1e6:N0} MB
            """);
    }

    private void Add(Slice slice)
    {
        _slices.Add(slice);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {_done,12:N0} rows  import {Rate(slice),8:N0}/s  bare {slice.Facts / slice.Bare.Wall.TotalSeconds,8:N0}/s  resident {Machine.PeakResidentMb():N0} MB{(slice.Quiet ? "" : "  loud")}"));
    }

    private static double Rate(Slice slice) => slice.Facts / slice.Import.Wall.TotalSeconds;

    private (long Facts, Cost Cost) CatchUp()
    {
        var (facts, total) = (0L, default(Cost));
        while (imported.Next(ImportOptions.DefaultBatchSize) is { Count: > 0 } batch)
        {
            var cost = Machine.Measure();
            bare.Insert(batch);
            total += cost();
            facts += batch.Count(static row => row.Table == "fact");
        }

        return (facts, total);
    }

    private double Median(Func<Slice, double> value)
    {
        var kept = _slices.Exists(static slice => slice.Quiet) ? _slices.Where(static slice => slice.Quiet) : _slices;
        var sorted = kept.Select(value).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Slice(long Facts, Cost Import, Cost Bare, bool Quiet);
}
