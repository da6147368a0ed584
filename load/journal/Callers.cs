using System.Diagnostics;
using Verify.Audit;
using Verify.Domain;
using Verify.Load.Store;

namespace Verify.Load.Journal;

/// <summary>What callers of a register got.</summary>
/// <param name="Appends">Records that were taken.</param>
/// <param name="Cost">What they took of the machine, the callers' own work included.</param>
/// <param name="P50">Half of them waited no longer, in microseconds.</param>
/// <param name="P99">99 of 100.</param>
/// <param name="WasQuiet">Whether nobody else used the machine much.</param>
internal sealed record Slice(long Appends, Cost Cost, double P50, double P99, bool WasQuiet)
{
    public double PerSecond => Appends / Cost.Wall.TotalSeconds;

    public double CpuMicroseconds => Cost.Cpu.TotalMicroseconds / Appends;
}

/// <summary>Callers that register clean checks, each as soon as the one before is taken.</summary>
internal static class Callers
{
    // Subjects and cases come in no order, which is what their indexes cost.
    private const int SubjectsMax = 1 << 18;
    private static readonly SubjectKey[] Subjects = [.. Enumerable.Range(0, SubjectsMax).Select(static i => new SubjectKey($"U:{Scattered(i):D18}"))];
    private static readonly string[] Cases = [.. Enumerable.Range(0, SubjectsMax).Select(static i => $"520523-2026-0615-{Scattered(~i):D6}")];

    // The reply of a clean check.
    private static readonly byte[] Answer = [.. Enumerable.Range(0, 600).Select(static i => (byte)(i * 7))];

    /// <summary>Appends for so long.</summary>
    /// <param name="register">To it; null measures the callers alone.</param>
    /// <param name="callers">So many at once.</param>
    /// <param name="length">So long.</param>
    public static async Task<Slice> RunAsync(IQueryRegister? register, int callers, TimeSpan length)
    {
        var waits = new List<double>[callers];
        var (cost, quiet) = (Machine.Measure(), Machine.Listen());
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = waits[caller] = [];
            for (var at = Stopwatch.GetTimestamp(); at < end;)
            {
                var record = RecordOf(DateTimeOffset.UtcNow);
                if (register is null)
                    await Task.Yield();
                else
                    await register.AppendAsync(record, CancellationToken.None);
                var now = Stopwatch.GetTimestamp();
                mine.Add(Stopwatch.GetElapsedTime(at, now).TotalMicroseconds);
                at = now;
            }
        })));
        var (took, wasQuiet) = (cost(), quiet());
        var sorted = waits.SelectMany(static mine => mine).Order().ToArray();
        return new Slice(sorted.Length, took, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)], wasQuiet);
    }

    private static ulong Scattered(int number) => (ulong)(uint)number * 0x9E3779B97F4A7C15 >> 20;

    private static CheckRecord RecordOf(DateTimeOffset now) => new(
        Guid.CreateVersion7(now),
        RequestId: "",
        RequestDigest: [],
        Caller: "development",
        DepartmentCode: "LICENSING",
        OperatorId: "officer-17",
        Subjects[Random.Shared.Next(SubjectsMax)],
        MatterCode: "LIC",
        Cases[Random.Shared.Next(SubjectsMax)],
        Stage: 1,
        RegionCode: "520523",
        EvaluatedAt: now,
        AsOf: now,
        Revision: 48_113,
        CatalogVersion: "b7d1f0a2c3e4",
        Disposition: 1,
        Refusal: "",
        Answer);
}
