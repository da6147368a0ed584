using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Verify.Decisions;
using Verify.Load.Engine;

// What each decision may cost: nanoseconds and bytes.
(string Name, double Nanoseconds, long Bytes)[] limits =
[
    (nameof(DecisionBenchmarks.Clean), 1_000, 500),
    (nameof(DecisionBenchmarks.FiveEntries), 5_000, 5_000),
    (nameof(DecisionBenchmarks.ConsortiumOfFive), 15_000, 12_500),
];

CheckThatTheSubjectsAreWhatTheirNamesSay();

// In this process: nothing else has to be generated and built, and the figures are those of the assembly as shipped.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithId("engine");
var summary = BenchmarkRunner.Run<DecisionBenchmarks>(DefaultConfig.Instance.AddJob(job));

var failed = false;
Console.WriteLine("\n| decision | time | decisions per second and core | bytes allocated | may |\n| --- | --- | --- | --- | --- |");
foreach (var (name, nanoseconds, bytes) in limits)
{
    var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == name);
    var median = report.ResultStatistics?.Median ?? double.NaN;
    var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? long.MaxValue;
    failed |= !(median <= nanoseconds && allocated <= bytes);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {median:N0} ns | {1e9 / median:N0} | {allocated:N0} | {nanoseconds:N0} ns, {bytes:N0} bytes |"));
}

return failed ? 1 : 0;

static void CheckThatTheSubjectsAreWhatTheirNamesSay()
{
    var clean = DecisionEngine.Decide(Subjects.Licence, Subjects.Clean);
    var listed = DecisionEngine.Decide(Subjects.Licence, Subjects.Listed);
    if (clean.Disposition != Disposition.Facilitate
        || listed is not { Disposition: Disposition.Review, Entries.Count: 5, Measures.Count: > 0 })
    {
        throw new InvalidOperationException("The catalogue has changed; choose other subjects.");
    }
}
