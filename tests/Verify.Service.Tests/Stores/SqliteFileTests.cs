using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;
using Verify.Adapters.Sqlite;
using Verify.Audit;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>What is true of the database as a file.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    private string Path => _folder.File("verify.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_opened_again_has_everything()
    {
        Guid id;
        await using (var stores = SqliteStores.Open(Path, _clock))
        {
            id = await stores.Registry.ReadIdAsync(Cancellation);
            await RecordAsync(stores, Drafts.Of(Drafts.A, Drafts.Registered(), "r-1"));
            await stores.Register.AppendAsync(Checks.Of("c-1"), Cancellation);
        }

        await using var again = SqliteStores.Open(Path, _clock);
        Assert.Equal(id, await again.Registry.ReadIdAsync(Cancellation));
        Assert.True((await RecordAsync(again, Drafts.Of(Drafts.A, Drafts.Registered(), "r-1"))).Repeated);
        Assert.Equal(2, (await RecordAsync(again, Drafts.Of(Drafts.A, Drafts.Grade()))).Revision);
        Assert.NotNull(await again.Register.FindAsync("caller-1", "c-1", Cancellation));
    }

    [Fact]
    public async Task Processes_that_start_together_build_one_database_and_share_its_revisions()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SqliteStores.Open(Path, _clock), Cancellation)));

        var recorded = await Task.WhenAll(stores.Select(each => Task.Run(
            async () => await RecordAsync(each, Drafts.Of(Drafts.A, Drafts.Grade())), Cancellation)));

        Assert.Equal([1, 2, 3, 4], recorded.Select(static outcome => outcome.Revision).Order());
        Assert.Single((await Task.WhenAll(stores.Select(static each => each.Registry.ReadIdAsync(Cancellation)))).Distinct());
        foreach (var each in stores)
            await each.DisposeAsync();
    }

    [Fact]
    public async Task Every_commit_is_synced_to_the_disk_before_it_is_acknowledged()
    {
        const long full = 2;
        await using var database = SqliteDatabase.Open(new SqliteStoreOptions { ConnectionString = $"Data Source={Path}" }, TestKeys.Ring);

        Assert.Equal(full, await database.WriteAsync(static session => session.Run("PRAGMA synchronous"), Cancellation));
        Assert.Equal("wal", await database.WriteAsync(static session => session.Run("PRAGMA journal_mode"), Cancellation));
    }

    [Fact]
    public async Task A_database_from_before_registries_had_ids_is_given_one_and_keeps_what_it_has()
    {
        foreach (var migration in SqliteSession.Sql.Migrations.Take(2))
            ByHand.Run(Path, migration);
        ByHand.Run(Path, $"PRAGMA user_version = 2; INSERT INTO key_ring VALUES (1, '{TestKeys.Ring.Fingerprint}')");
        ByHand.Run(Path, "INSERT INTO fact VALUES (1, 'U:X', 0, 0, '', '', '', 'x', x'', '{\"fact\":\"source_synced\",\"source\":\"TAX\"}')");

        await using var stores = SqliteStores.Open(Path, _clock);
        await using var others = SqliteStores.Open(Path, _clock);

        var id = await stores.Registry.ReadIdAsync(Cancellation);
        Assert.NotEqual(Guid.Empty, id);
        Assert.Equal(id, await others.Registry.ReadIdAsync(Cancellation));
        Assert.Equal([new RecordedChange(1, new SubjectKey("U:X"), "source_synced")], await stores.Registry.ReadChangesAfterAsync(0, 2, Cancellation));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await SqliteStores.Open(Path, _clock).DisposeAsync();
        ByHand.Run(Path, "PRAGMA user_version = 99");

        var refused = Assert.Throws<StoreRefusedException>(() => SqliteStores.Open(Path, _clock));

        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_is_refused_under_keys_by_which_its_persons_would_be_strangers()
    {
        await SqliteStores.Open(Path, _clock).DisposeAsync();

        var options = new SqliteStoreOptions { ConnectionString = $"Data Source={Path}" };

        Assert.Throws<StoreRefusedException>(() => SqliteDatabase.Open(options, TestKeys.RingOf(2)));
    }

    [Theory]
    [InlineData("UPDATE fact SET document = ''")]
    [InlineData("DELETE FROM fact")]
    [InlineData("INSERT INTO fact SELECT revision + 2, 'U:X', 0, 0, '', '', '', 'x', x'', '{}' FROM fact")]
    [InlineData("INSERT OR REPLACE INTO fact SELECT revision, 'U:X', 0, 0, '', '', '', 'x', x'', '{}' FROM fact")]
    [InlineData("UPDATE check_record SET answer = x''")]
    [InlineData("UPDATE outcome_report SET old_check = 0")]
    [InlineData("UPDATE outcome SET result = 1")]
    [InlineData("UPDATE notice_acknowledgement SET operator = ''")]
    [InlineData("UPDATE catalog_publication SET published_by = ''")]
    [InlineData("DELETE FROM catalog_publication")]
    public async Task What_was_recorded_resists_a_change_by_hand(string statement)
    {
        await using var stores = SqliteStores.Open(Path, _clock);
        await RecordAsync(stores, Drafts.Of(Drafts.A, Drafts.Grade()));
        var check = Checks.Of("c-1");
        await stores.Register.AppendAsync(check, Cancellation);
        await stores.Audit.AppendReportAsync(Reports.Of(check, _clock.Now, ("m1", OutcomeResult.NotExecuted)), Cancellation);
        await stores.Audit.AcknowledgeAsync(
            new NoticeName(NoticeKind.RedConflict, "E-1", 0, "520523RS"), new Acknowledgement(_clock.Now, "op-1"), Cancellation);
        await stores.Catalogs.AppendAsync(new("v1", ImmutableSortedDictionary<string, string>.Empty, _clock.Now, _clock.Now, ""), Cancellation);

        const int constraint = 19;
        Assert.Equal(constraint, Assert.Throws<SqliteException>(() => ByHand.Run(Path, statement)).SqliteErrorCode);
    }

    [Fact]
    public async Task A_check_keeps_every_field_and_its_notices()
    {
        await using var stores = SqliteStores.Open(Path, _clock);
        var record = Checks.Of("c-1", refusal: "X") with { Answer = [8, 7], Asked = [6, 5] };
        await stores.Register.AppendAsync(record, Cancellation);

        Assert.Equal(
            $"{record.CheckId}|c-1|01D1|caller-1|520523RS|op-1|{record.Subject}|LIC|2026-0615-1|2|520523|"
            + $"{record.EvaluatedAt.UtcTicks}|{record.AsOf.UtcTicks}|42|catalogue-1|3|X|0807|0605",
            ByHand.Run(Path, """
                SELECT concat_ws('|', check_id, request_id, hex(request_digest), caller, department, operator, subject_key, matter,
                    case_number, stage, region, evaluated_at, as_of, revision, catalog_version, disposition, refusal, hex(answer), hex(asked))
                FROM check_record
                """));
        Assert.Equal(
            "1:E-1,2:E-2", ByHand.Run(Path, "SELECT group_concat(kind || ':' || entry_id ORDER BY kind) FROM notice"));
    }

    [Fact]
    public async Task A_stolen_database_names_no_person()
    {
        await using var stores = SqliteStores.Open(Path, _clock);
        foreach (var person in TestKeys.Persons)
        {
            var key = TestKeys.Subjects.KeyOf(person);
            await RecordAsync(stores, Drafts.Of(person, Drafts.Listed("E-" + key)));
            await RecordAsync(stores, Drafts.Of(Drafts.A, new RelationRecorded(key, Role.LegalRep, null, null)) with
            {
                Identities = [TestKeys.Subjects.IdentityOf(person)],
            });
            await stores.Register.AppendAsync(Checks.Of(key.Value, subject: key), Cancellation);
        }

        var files = Directory.GetFiles(_folder.Path);
        Assert.Contains(Path + "-wal", files);
        var stolen = files.Select(ReadShared).ToArray();

        // The search itself finds what is there.
        Assert.Contains(stolen, static bytes => Holds(bytes, Encoding.UTF8.GetBytes(Drafts.A.Value)));
        foreach (var number in TestKeys.Persons.Select(static person => person.Value))
        {
            Assert.DoesNotContain(stolen, bytes => Holds(bytes, Encoding.UTF8.GetBytes(number)));
            Assert.DoesNotContain(stolen, bytes => Holds(bytes, Encoding.Unicode.GetBytes(number)));
            Assert.DoesNotContain(stolen, bytes => Holds(bytes, Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(number))[..^2])));
        }
    }

    private static async Task<AppendOutcome.Recorded> RecordAsync(StoresUnderTest stores, FactDraft draft) =>
        Assert.IsType<AppendOutcome.Recorded>(Assert.Single(
            await stores.Registry.AppendAsync([draft], Drafts.AdmitAll, Cancellation)));

    private static bool Holds(byte[] bytes, byte[] sought) => bytes.AsSpan().IndexOf(sought) >= 0;

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
