using System.Globalization;
using Microsoft.Data.Sqlite;
using Verify.Adapters.Sqlite;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>U2: a single bit of the register that is not what it was is found, always. <c>VERIFY_FLIPS</c> says how many are tried.</summary>
public sealed class FlipTests : IDisposable
{
    private static readonly string[] Tables = ["check_record", "check_subject", "check_entry", "check_measure", "notice", "check_block", "check_removal"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Flips => int.Parse(Environment.GetEnvironmentVariable("VERIFY_FLIPS") ?? "300", CultureInfo.InvariantCulture);

    private string Path => _folder.File("verify.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_flipped_bit_in_any_column_of_any_table_is_found()
    {
        await FillAsync(Path);
        var columns = ColumnsOf(Path);
        // Every table of the register, every column, and for each of them the first and the last bit of the value in some row.
        Assert.Equal(Tables.Order(), columns.Select(static column => column.Table).Distinct().Order());
        var flipped = new HashSet<string>();
        foreach (var (table, column) in columns)
        {
            foreach (var bit in (int[])[0, 7])
            {
                var copy = Copy();
                if (!ColumnFlip.TryApply(copy, table, column, bit))
                    continue;
                flipped.Add($"{table}.{column}");
                Assert.False((await VerifyAsync(copy)).IsSound, $"{table}.{column}, bit {bit}");
            }
        }

        // No column is left out for want of a value in it.
        Assert.Empty(columns.Select(static column => $"{column.Table}.{column.Column}").Except(flipped));
    }

    [Fact]
    public async Task Random_flips_of_values_are_found()
    {
        await FillAsync(Path);
        var columns = ColumnsOf(Path);
        var random = new Random(20260615);
        for (var flip = 0; flip < Flips; flip++)
        {
            var copy = Copy();
            var (table, column) = columns[random.Next(columns.Count)];
            if (ColumnFlip.TryApply(copy, table, column, random.Next(), random.Next()))
                Assert.False((await VerifyAsync(copy)).IsSound, $"flip {flip}, {table}.{column}");
        }
    }

    [Fact]
    public async Task Random_flips_in_the_pages_of_the_register_are_found_or_change_nothing()
    {
        await FillAsync(Path);
        var pages = RegisterPages.Of(Path);
        var content = RegisterPages.ContentOf(Path);
        var (found, unused) = (0, 0);
        var random = new Random(20260616);
        for (var flip = 0; flip < Flips; flip++)
        {
            var copy = Copy();
            var at = RegisterPages.FlipOne(copy, pages, random);
            if (!(await VerifyAsync(copy)).IsSound)
                found++;
            else if (RegisterPages.ContentOf(copy) == content)
                unused++;
            else
                Assert.Fail($"flip {flip}, bit {at} of the file, changed the register and was not found");
        }

        TestContext.Current.SendDiagnosticMessage($"{found} flips found, {unused} in bytes that hold nothing");
        Assert.Equal(Flips, found + unused);
        Assert.True(found > Flips / 10, $"{found} of {Flips}");
    }

    /// <summary>Checks of every kind in a few blocks, of which some were removed.</summary>
    private static async Task FillAsync(string path)
    {
        await using var stores = SqliteStores.Open(path, new ManualClock());
        for (var block = 0; block < 3; block++)
        {
            await stores.Register.CommitAsync(
            [
                .. Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? Checks.At("2026-06-15T10:00") : Full(i)),
                Checks.Of("", refusal: "CONSENT_INVALID") with { Subject = null },
            ]);
        }

        await stores.Chain.RemoveAsync([new(2, 2), new(15, 1)], "months: answers 36", Drafts.OccurredAt, Cancellation);
        await stores.Register.CommitAsync([Full(99)]);
        Assert.True((await ChainVerification.RunAsync(stores.Chain, LogSpan.All, progress: null, Cancellation)).IsSound);
    }

    private static CheckRecord Full(int seed) => Checks.Of($"r-{seed}-{Guid.NewGuid()}").Advising("2026-07-31", "m1", "m2") with
    {
        Entries = ["E-1", "E-2"],
        OtherSubjects = [new NamedSubject(new SubjectKey("U:91520523MA6HQ0013R"), SubjectPart.Member)],
        AnswerValidUntil = Drafts.OccurredAt.AddDays(seed),
        Answer = [.. Enumerable.Range(0, 600).Select(i => (byte)(i * seed))],
        Asked = [.. Enumerable.Range(0, 60).Select(i => (byte)(i * seed))],
    };

    private string Copy()
    {
        var copy = _folder.File("copy.db");
        foreach (var rest in (string[])[copy, copy + "-wal", copy + "-shm"])
            File.Delete(rest);
        File.Copy(Path, copy);
        return copy;
    }

    private static async Task<LogReport> VerifyAsync(string path)
    {
        // As a reader that comes to a file which somebody else altered; opening it as the service does is no part of the question.
        try
        {
            await using var database = SqliteDatabase.Open(new SqliteStoreOptions { ConnectionString = $"Data Source={path}" }, TestKeys.Ring);
            return await ChainVerification.RunAsync(new SqliteRegisterChain(database), LogSpan.All, progress: null, Cancellation);
        }
        catch (StoreUnavailableException exception)
        {
            return new LogReport(new LogProgress(ChainHead.Start, 0, 0, 0, 0, 1), [new LogFault(LogFaultKind.Unreadable, 0, exception.Message)]);
        }
    }

    private static List<(string Table, string Column)> ColumnsOf(string path)
    {
        using var connection = ByHand.Connect(path);
        var columns = new List<(string, string)>();
        foreach (var table in Tables)
        {
            using var command = new SqliteCommand($"SELECT name FROM pragma_table_info('{table}')", connection);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                columns.Add((table, reader.GetString(0)));
        }

        return columns;
    }
}
