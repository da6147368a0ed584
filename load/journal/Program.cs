using System.Globalization;
using Verify.Audit.Journal;
using Verify.Load.Journal;

// Verify.Load.Journal FOLDER [ROUNDS]: measures in FOLDER, whose disk is the one that is measured.
Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
var (folder, rounds) = (args[0], args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
var length = TimeSpan.FromSeconds(1);

// What a journalled append must do better than a direct one, and what it may cost beyond its caller.
const double TimesMin = 3;
const double MicrosecondsMax = 6;

(string Name, string? Fsync)[] lanes = [("callers alone", null), ("direct", null), (RegisterOptions.Interval, RegisterOptions.Interval), (RegisterOptions.EveryGroup, RegisterOptions.EveryGroup)];
var figures = new Dictionary<(string Lane, int Callers), List<Slice>>();
foreach (var callers in (int[])[1, 64, 128])
{
    // The first round is the compiler's.
    for (var round = 0; round <= rounds; round++)
    {
        foreach (var (name, fsync) in round % 2 == 0 ? lanes : lanes.Reverse())
        {
            var slice = await MeasureAsync(name, fsync, callers);
            if (round > 0)
                (figures.TryGetValue((name, callers), out var list) ? list : figures[(name, callers)] = []).Add(slice);
        }
    }
}

Console.WriteLine("| register | callers | appends/s | CPU per append | p50 | p99 | quiet rounds |\n| --- | --- | --- | --- | --- | --- | --- |");
foreach (var ((name, callers), slices) in figures)
{
    Console.WriteLine(
        $"| {name} | {callers} | {Median(slices, static one => one.PerSecond):N0} | {Median(slices, static one => one.CpuMicroseconds):N2} us "
        + $"| {Median(slices, static one => one.P50):N0} us | {Median(slices, static one => one.P99):N0} us | {slices.Count(static one => one.WasQuiet)} of {slices.Count} |");
}

Console.WriteLine("\n| through to the store, 128 callers | taken/s | in the store/s | CPU per record |\n| --- | --- | --- | --- |");
foreach (var fsync in (string[])[RegisterOptions.Interval, RegisterOptions.EveryGroup])
{
    var through = new List<(double Taken, double Stored, double Cpu)>();
    for (var round = 0; round < rounds; round++)
        through.Add(await ThroughAsync(fsync));
    Console.WriteLine($"| {fsync} | {Middle(through.Select(static one => one.Taken)):N0} | {Middle(through.Select(static one => one.Stored)):N0} | {Middle(through.Select(static one => one.Cpu)):N1} us |");
}

var times = Median(figures[(RegisterOptions.Interval, 128)], static one => one.PerSecond) / Median(figures[("direct", 128)], static one => one.PerSecond);
var own = Median(figures[(RegisterOptions.Interval, 128)], static one => one.CpuMicroseconds)
    - Median(figures[("callers alone", 128)], static one => one.CpuMicroseconds);
Console.WriteLine($"\n128 callers, interval: {times:N1} times the direct register, must be {TimesMin}; {own:N2} us of CPU beyond the caller, may be {MicrosecondsMax}.");
return times >= TimesMin && own <= MicrosecondsMax ? 0 : 1;

async Task<Slice> MeasureAsync(string name, string? fsync, int callers)
{
    var place = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString())).FullName;
    // Journal alone: the store gets it after the slice, or never.
    var lane = Lane.Open(fsync, shipMs: 10_000, place);
    var slice = await Callers.RunAsync(name == "callers alone" ? null : lane.Register, callers, length);
    await lane.DisposeAsync();
    Directory.Delete(place, recursive: true);
    return slice;
}

async Task<(double Taken, double Stored, double Cpu)> ThroughAsync(string fsync)
{
    var place = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString())).FullName;
    var lane = Lane.Open(fsync, shipMs: 50, place);
    var cost = Verify.Load.Store.Machine.Measure();
    var slice = await Callers.RunAsync(lane.Register, 128, length);
    // The journal's own wait for the store is bounded; a benchmark's is not.
    while (true)
    {
        try
        {
            await lane.Register.FlushAsync(CancellationToken.None);
            break;
        }
        catch (Verify.Audit.RegisterBehindException)
        {
            // Still shipping.
        }
    }

    var all = cost();
    await lane.DisposeAsync();
    Directory.Delete(place, recursive: true);
    return (slice.PerSecond, slice.Appends / all.Wall.TotalSeconds, all.Cpu.TotalMicroseconds / slice.Appends);
}

static double Median(List<Slice> slices, Func<Slice, double> figure) => Middle(slices.Select(figure));

static double Middle(IEnumerable<double> figures) => figures.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
