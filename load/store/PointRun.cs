using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Verify.Domain;
using Verify.Flows;
using Verify.Hosting;
using Verify.Registry;

namespace Verify.Load.Store;

/// <summary>
/// What one read and one append cost on a small store and on a large one, by one caller, slice by slice in turns. Subjects are drawn
/// uniformly, so that no cache of rows helps.
/// </summary>
internal static class PointRun
{
    private const int Rounds = 9;
    private const int Drawn = 100_000;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string small, string large)
    {
        await using var lower = await Foundation.OpenAsync(new VerifyOptions { Data = small }, CancellationToken.None);
        await using var upper = await Foundation.OpenAsync(new VerifyOptions { Data = large }, CancellationToken.None);
        Console.WriteLine("| work | small: per second, p50, p99 | large: per second, p50, p99 | throughput large/small | p99 large/small | quiet rounds |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, type, work) in Works)
            await MeasureAsync(name, [(lower, Draw(small, type)), (upper, Draw(large, type))], work);
    }

    private static readonly (string Name, string Type, Func<Foundation, SubjectKey, Task> Work)[] Works =
    [
        ("read a subject", "subject_registered", static (store, key) => store.Store.ReadAsync([key], Knowledge.Now, CancellationToken.None)),
        ("read a subject with two entries", "entry_listed", static (store, key) => store.Store.ReadAsync([key], Knowledge.Now, CancellationToken.None)),
        ("append a fact", "subject_registered", AppendAsync),
    ];

    private static async Task MeasureAsync(string name, (Foundation Store, SubjectKey[] Keys)[] lanes, Func<Foundation, SubjectKey, Task> work)
    {
        var laps = lanes.Select(static _ => new List<Lap>()).ToArray();
        foreach (var (store, keys) in lanes)
            await TakeAsync(store, keys, work);
        for (var round = 0; round < Rounds; round++)
        {
            for (var turn = 0; turn < lanes.Length; turn++)
            {
                var lane = (round + turn) % lanes.Length;
                laps[lane].Add(await TakeAsync(lanes[lane].Store, lanes[lane].Keys, work));
            }
        }

        // A round counts where both of its slices were quiet; if none was, all do, and the table says so.
        var quiet = Enumerable.Range(0, Rounds).Where(round => laps.All(lane => lane[round].Quiet)).ToArray();
        var kept = quiet.Length > 0 ? quiet : [.. Enumerable.Range(0, Rounds)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Cell(0)} | {Cell(1)} | {Ratio(static lap => lap.PerSecond):F2} | {Ratio(static lap => lap.P99.TotalMicroseconds):F2} | {quiet.Length} of {Rounds} |"));

        string Cell(int lane) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(lane, static lap => lap.PerSecond):N0}, {Of(lane, static lap => lap.P50.TotalMicroseconds):N1} us, {Of(lane, static lap => lap.P99.TotalMicroseconds):N1} us");
        double Of(int lane, Func<Lap, double> value) => Median(kept.Select(round => value(laps[lane][round])));
        double Ratio(Func<Lap, double> value) => Median(kept.Select(round => value(laps[1][round]) / value(laps[0][round])));
    }

    private static async Task<Lap> TakeAsync(Foundation store, SubjectKey[] keys, Func<Foundation, SubjectKey, Task> work)
    {
        var times = new List<TimeSpan>(1 << 16);
        var others = Machine.Listen();
        var started = Stopwatch.GetTimestamp();
        var before = started;
        while (Stopwatch.GetElapsedTime(started, before) < Slice)
        {
            await work(store, keys[Random.Shared.Next(keys.Length)]);
            var after = Stopwatch.GetTimestamp();
            times.Add(Stopwatch.GetElapsedTime(before, after));
            before = after;
        }

        times.Sort();
        return new Lap(
            times.Count / Stopwatch.GetElapsedTime(started, before).TotalSeconds, times[times.Count / 2], times[times.Count * 99 / 100], others());
    }

    private static Task<Outcome<Acknowledged>> AppendAsync(Foundation store, SubjectKey subject)
    {
        var id = Guid.NewGuid();
        var fact = new GradeRecorded("NATIONAL", Grade.Good, new DateOnly(2026, 6, 1));
        var draft = new FactDraft(id.ToString(), id.ToByteArray(), subject, DateTimeOffset.UtcNow, new Recorder("LOAD", "load"), "", fact, []);
        return store.Recording.RecordAsync(draft, store.Catalogs.InForceNow().Catalogue, CancellationToken.None);
    }

    private static SubjectKey[] Draw(string data, string type)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "verify.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var next = connection.CreateCommand();
        next.CommandText = "SELECT subject_key FROM fact WHERE revision >= @revision AND type = @type ORDER BY revision LIMIT 1";
        next.Parameters.AddWithValue("@type", type);
        var revision = next.Parameters.AddWithValue("@revision", 0L);
        var (first, last) = (Bound("min"), Bound("max"));
        return
        [
            .. Enumerable.Range(0, Drawn).Select(_ =>
            {
                revision.Value = Random.Shared.NextInt64(first, last + 1);
                return new SubjectKey((string)next.ExecuteScalar()!);
            }),
        ];

        // Files are imported one after the other, so facts of one type lie together.
        long Bound(string end)
        {
            using var bound = connection.CreateCommand();
            bound.CommandText = $"SELECT revision FROM fact WHERE type = @type ORDER BY revision {(end == "min" ? "" : "DESC")} LIMIT 1";
            bound.Parameters.AddWithValue("@type", type);
            return (long)bound.ExecuteScalar()!;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Lap(double PerSecond, TimeSpan P50, TimeSpan P99, bool Quiet);
}
