using System.Diagnostics;
using System.Globalization;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Load.Memory;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var failed = false;

Console.WriteLine("| 400,000 subjects | bytes of a value | heap | resident | by its own account | must | reach |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
Report("clean", Footprint.Of(400_000, Subjects.Clean), must: 300, reach: 150);
Report("three entries", Footprint.Of(400_000, Subjects.WithThreeEntries), must: 2_048, reach: 1_024);

var clean = Subjects.Clean(1);
var listed = Subjects.WithThreeEntries(1);
var cleanBytes = DossierCodec.Encode(clean);
var listedBytes = DossierCodec.Encode(listed);
string[] names = ["decode clean", "decode three entries", "fold clean", "fold three entries", "encode clean", "encode three entries"];
var times = Slices.Take(
    15,
    100_000,
    () => Decode(cleanBytes, clean.Subject),
    () => Decode(listedBytes, listed.Subject),
    () => Dossier.Fold(clean.Subject, 1, clean.Facts),
    () => Dossier.Fold(listed.Subject, 1, listed.Facts),
    () => DossierCodec.Encode(clean),
    () => DossierCodec.Encode(listed));
Console.WriteLine("\n| work | CPU | allocated |\n| --- | --- | --- |");
foreach (var (name, (nanoseconds, bytes)) in names.Zip(times))
    Console.WriteLine($"| {name} | {nanoseconds:N0} ns | {bytes:N0} bytes |");

const int Cached = 200_000;
var cache = new DossierCache(new DossierCacheOptions(), new ChangeLog());
cache.Clear(0);
var keys = Enumerable.Range(0, Cached).Select(Subjects.Key).ToArray();
for (var number = 0; number < Cached; number++)
    cache.Put(keys[number], DossierCodec.Encode(Subjects.Clean(number)), 20_000_000);
Console.WriteLine("\n| hits per second of CPU | one hot subject | uniform over 200,000 | hot / uniform |\n| --- | --- | --- | --- |");
foreach (var threads in (int[])[1, 2])
{
    var rates = Slices.Throughput(9, threads, TimeSpan.FromMilliseconds(300), (_, slice) => Hits(slice, 1, 0), (thread, slice) => Hits(slice, Cached, thread));
    Console.WriteLine($"| {threads} at once | {rates[0]:N0} | {rates[1]:N0} | {rates[0] / rates[1]:N2} |");
}

return failed ? 1 : 0;

void Report(string name, Footprint taken, int must, int reach)
{
    failed |= !(taken.Heap <= must && taken.Own <= must);
    Console.WriteLine(
        $"| {name} | {taken.Value:N0} | {taken.Heap:N0} | {taken.Resident:N0} | {taken.Own:N0} | {must:N0} | {reach:N0} |");
}

static void Decode(byte[] bytes, SubjectKey key)
{
    if (!DossierCodec.TryDecode(bytes, key, out _, out var fault))
        throw new InvalidOperationException(fault);
}

long Hits(TimeSpan slice, int subjects, int seed)
{
    var random = (uint)seed + 1;
    var hits = 0L;
    for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < slice;)
    {
        for (var i = 0; i < 1_000; i++, hits++)
        {
            random = (random * 1_664_525) + 1_013_904_223;
            if (!cache.TryGet(keys[(int)(((ulong)random * (uint)subjects) >> 32)], out _))
                throw new InvalidOperationException("A value was lost.");
        }
    }

    return hits;
}
