using System.Diagnostics;
using System.Globalization;
using Verify.Load.Fuzz;

// [CASES] [SEED] [PER-TARGET]     sends so many cases, a fresh service for every so many; exits 1 where one found something
// replay SEED CASE                sends one case alone to a fresh service
Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
var tally = new Tally();
var started = Stopwatch.GetTimestamp();
if (args is ["replay", var seed, var number])
{
    var one = long.Parse(number, CultureInfo.InvariantCulture);
    await Round.RunAsync(ulong.Parse(seed, CultureInfo.InvariantCulture), one, one + 1, tally, hasCallers: false);
}
else
{
    var cases = args.Length > 0 ? (long)double.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
    var of = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : 1;
    var each = args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 100_000;
    for (var from = 0L; from < cases; from += each)
    {
        var (resident, lines) = await Round.RunAsync(of, from, Math.Min(cases, from + each), tally, hasCallers: from / each % 2 == 1);
        foreach (var finding in tally.Findings)
            Console.WriteLine($"  {finding}");
        Console.WriteLine($"{tally.Cases:N0} cases, {tally.Faults:N0} findings, {tally.Cases / Stopwatch.GetElapsedTime(started).TotalSeconds:N0}/s, {resident} MiB, {lines} lines of log");
    }
}

foreach (var line in tally.Lines())
    Console.WriteLine(line);
if (args is ["replay", ..])
{
    foreach (var finding in tally.Findings)
        Console.WriteLine(finding);
}

Console.WriteLine(tally.Faults == 0 ? "passed" : "FAILED");
return tally.Faults == 0 ? 0 : 1;
