using System.Globalization;
using Verify.Domain;
using Verify.Hosting;
using Verify.Registry.Import;

namespace Verify.Load.Store;

/// <summary>
/// Imports the files through the product, and in turns with it inserts the same rows barely: after each slice the import waits while
/// the bare lane catches up.
/// </summary>
internal static class ImportRun
{
    private const double Must = 0.3;
    private const int Slices = 20;

    /// <summary>False when the import is slower than it may be, or does not take every row.</summary>
    public static async Task<bool> RunAsync(string folder, string data)
    {
        await using var foundation = await Foundation.OpenAsync(new VerifyOptions { Data = data }, CancellationToken.None);
        using var imported = new ImportedRows(Path.Combine(data, "verify.db"));
        using var bare = new BareStore(Path.Combine(data, "bare.db"));
        var passed = true;
        foreach (var name in new[] { Files.Registry, Files.List })
        {
            var file = Path.Combine(folder, name);
            var slices = new ImportSlices(imported, bare, File.ReadLines(file).LongCount() / Slices);
            var summary = await foundation.Importing.ImportAsync(
                file, new ImportOptions(), foundation.Catalogs.InForceNow().Catalogue, new Recorder("LOAD", "load"), slices, CancellationToken.None);
            slices.Close();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {summary.Rows:N0} rows, {summary.Recorded:N0} facts, {summary.Rejected:N0} rejected; {slices.Report()}"));
            passed &= summary is { Fault: null, Rejected: 0 } && slices.Ratio >= Must;
        }

        return passed;
    }
}
