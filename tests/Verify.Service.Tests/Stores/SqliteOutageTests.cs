using Verify.Adapters.Sqlite;
using Verify.Audit;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>What becomes of callers when file, disk or lock fail: told so, never answered from nothing.</summary>
public sealed class SqliteOutageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    private string Path => _folder.File("verify.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fact_that_cannot_be_read_makes_its_dossier_unavailable_not_clean()
    {
        await using var stores = SqliteStores.Open(Path, _clock);
        ByHand.Run(Path, "INSERT INTO fact VALUES (1, 'U:X', 0, 0, '', '', '', 'x', x'', '{\"fact\":\"of_a_later_version\"}')");

        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => stores.Registry.ReadAsync([new SubjectKey("U:X")], Knowledge.Now, Cancellation));

        Assert.Contains("of_a_later_version", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_are_changes_all_the_same()
    {
        await using var stores = SqliteStores.Open(Path, _clock);
        ByHand.Run(Path, "INSERT INTO fact VALUES (1, 'U:X', 0, 0, '', '', '', 'x', x'', '{\"fact\":\"of_a_later_version\"}')");
        ByHand.Run(Path, "INSERT INTO fact VALUES (2, 'U:Y', 0, 0, '', '', '', 'y', x'', '{}')");

        Assert.Equal(
            [new RecordedChange(1, new("U:X"), "of_a_later_version"), new RecordedChange(2, new("U:Y"), "")],
            await stores.Registry.ReadChangesAfterAsync(0, 3, Cancellation));
    }

    [Fact]
    public async Task Writes_behind_a_lock_that_is_not_let_go_are_unavailable_and_reads_go_on()
    {
        var options = new SqliteStoreOptions { ConnectionString = $"Data Source={Path}", BusyTimeoutMs = 1 };
        await using var database = SqliteDatabase.Open(options, TestKeys.Ring);
        var registry = new SqliteRegistryStore(database, _clock);
        var roll = new SqliteInstanceRoll(database);
        await using var register = new SqliteQueryRegister(database);
        using (var other = ByHand.Connect(Path))
        {
            using var transaction = other.BeginTransaction();

            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade())], Drafts.AdmitAll, Cancellation));
            await Assert.ThrowsAsync<RegisterUnavailableException>(async () => await register.AppendAsync(Checks.Of("c-1"), Cancellation));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => roll.RenewAsync(Guid.NewGuid(), 1, Cancellation));
            Assert.Empty(await roll.ReadAsync(Cancellation));
            Assert.Equal(0, await registry.ReadRevisionAsync(Cancellation));
        }

        await registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade())], Drafts.AdmitAll, Cancellation);
        Assert.Equal(1, await registry.ReadRevisionAsync(Cancellation));
    }

    [Fact]
    public async Task A_write_waits_for_the_lock_of_another_process_and_not_on_its_callers_thread()
    {
        await using var database = SqliteDatabase.Open(new SqliteStoreOptions { ConnectionString = $"Data Source={Path}" }, TestKeys.Ring);
        await using var register = new SqliteQueryRegister(database);
        Task fact, shipped;
        using (var other = ByHand.Connect(Path))
        {
            using var transaction = other.BeginTransaction();
            fact = new SqliteRegistryStore(database, _clock).AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade())], Drafts.AdmitAll, Cancellation);
            shipped = register.CommitAsync([Checks.Of("")]);
            Assert.False(fact.IsCompleted || shipped.IsCompleted);
        }

        await Task.WhenAll(fact, shipped);
    }

    [Fact]
    public async Task A_disk_that_is_full_makes_writes_unavailable_and_takes_nothing_half()
    {
        await using var stores = SqliteStores.Open(Path, _clock);
        var pages = ByHand.Run(Path, "PRAGMA page_count");
        await using var full = SqliteDatabase.Open(new SqliteStoreOptions { ConnectionString = $"Data Source={Path}" }, TestKeys.Ring);
        await full.WriteAsync(session => session.Run($"PRAGMA max_page_count = {pages}"), Cancellation);
        var registry = new SqliteRegistryStore(full, _clock);
        var large = Drafts.Listed("E-1") with { Reason = new string('文', 100_000) };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => registry.AppendAsync(
            [Drafts.Of(Drafts.A, Drafts.Grade()), Drafts.Of(Drafts.A, large)], Drafts.AdmitAll, Cancellation));

        Assert.Equal(0, await registry.ReadRevisionAsync(Cancellation));
        Assert.Equal(
            [new AppendOutcome.Recorded(1, _clock.Now, Repeated: false)],
            await stores.Registry.AppendAsync([Drafts.Of(Drafts.A, large)], Drafts.AdmitAll, Cancellation));
    }

    [Fact]
    public async Task A_closed_database_is_unavailable()
    {
        var stores = SqliteStores.Open(Path, _clock);
        await stores.DisposeAsync();
        await stores.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Registry.ReadRevisionAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => stores.Registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade())], Drafts.AdmitAll, Cancellation));
        await Assert.ThrowsAsync<RegisterUnavailableException>(
            async () => await stores.Register.AppendAsync(Checks.Of("c-1"), Cancellation));
        await Assert.ThrowsAsync<RegisterUnavailableException>(
            async () => await stores.Register.FindAsync("caller-1", "c-1", Cancellation));
        await Assert.ThrowsAsync<RegisterUnavailableException>(() => stores.Audit.SearchChecksAsync(new CheckFilter(), 1, Cancellation));
        await Assert.ThrowsAsync<RegisterUnavailableException>(
            () => stores.Audit.AppendReportAsync(Reports.Of(Checks.Of("c-1"), _clock.Now), Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Catalogs.ReadAllAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Registry.ReadChangesAfterAsync(0, 1, Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Registry.ReadIdAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Roll.ReadAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Roll.EnrolAsync(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public void A_file_that_is_no_database_is_unavailable()
    {
        File.WriteAllText(Path, new string('x', 8_192));

        Assert.Throws<StoreUnavailableException>(() => SqliteStores.Open(Path, _clock));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_unavailable_and_a_URI_is_refused()
    {
        File.WriteAllText(Path, "a file, not a folder");

        Assert.Throws<StoreUnavailableException>(() => SqliteStores.Open(System.IO.Path.Combine(Path, "verify.db"), _clock));
        Assert.Throws<StoreRefusedException>(() => SqliteStores.Open("file:" + Path, _clock));
    }
}
