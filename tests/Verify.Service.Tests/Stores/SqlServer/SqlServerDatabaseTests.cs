using System.Collections.Immutable;
using Microsoft.Data.SqlClient;
using Verify.Audit.Chain;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores.SqlServer;

/// <summary>What is true of the database itself, whoever opens it.</summary>
public sealed class SqlServerDatabaseTests : IAsyncDisposable
{
    private readonly SqlServerTestDatabase _database = new();
    private readonly ManualClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_database_that_is_opened_again_has_everything()
    {
        Guid id;
        await using (var stores = await OpenAsync())
        {
            id = await stores.Registry.ReadIdAsync(Cancellation);
            await RecordAsync(stores, Drafts.Of(Drafts.A, Drafts.Registered(), "r-1"));
            await stores.Register.AppendAsync(Checks.Of("c-1"), Cancellation);
        }

        await using var again = await OpenAsync();
        Assert.Equal(id, await again.Registry.ReadIdAsync(Cancellation));
        Assert.True((await RecordAsync(again, Drafts.Of(Drafts.A, Drafts.Registered(), "r-1"))).Repeated);
        Assert.Equal(2, (await RecordAsync(again, Drafts.Of(Drafts.A, Drafts.Grade()))).Revision);
        Assert.NotNull(await again.Register.FindAsync("caller-1", "c-1", Cancellation));
    }

    [Fact]
    public async Task Instances_that_start_together_build_one_database_and_share_its_revisions_and_its_register()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(OpenAsync, Cancellation)));

        var recorded = await Task.WhenAll(stores.Select(each => RecordAsync(each, Drafts.Of(Drafts.A, Drafts.Grade()))));
        var answered = await Task.WhenAll(stores.Select(async each =>
        {
            try
            {
                await each.Register.AppendAsync(Checks.Of("one request id"), Cancellation);
                return true;
            }
            catch (Audit.RequestAnsweredException)
            {
                return false;
            }
        }));

        Assert.Equal([1, 2, 3, 4], recorded.Select(static outcome => outcome.Revision).Order());
        Assert.Single((await Task.WhenAll(stores.Select(static each => each.Registry.ReadIdAsync(Cancellation)))).Distinct());
        Assert.Single(answered, static mine => mine);
        foreach (var each in stores)
            await each.DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        await _database.RunAsync("INSERT INTO schema_version (version) VALUES (99)");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(OpenAsync);

        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_is_refused_under_keys_by_which_its_persons_would_be_strangers()
    {
        await (await OpenAsync()).DisposeAsync();

        await Assert.ThrowsAsync<StoreRefusedException>(() => SqlServerStores.OpenAsync(_database, _clock, TestKeys.RingOf(2)));
    }

    [Theory]
    [InlineData("UPDATE fact SET document = N''")]
    [InlineData("DELETE FROM fact")]
    [InlineData("UPDATE check_record SET refusal = N'X'")]
    [InlineData("UPDATE catalog_publication SET published_by = N''")]
    [InlineData("DELETE FROM catalog_publication")]
    [InlineData("INSERT INTO registry_head (id, revision, recorded_at) VALUES (2, 0, 0)")]
    [InlineData("INSERT INTO key_ring (id, fingerprint) VALUES (2, N'another')")]
    [InlineData("INSERT INTO registry_id (id, guid) VALUES (2, NEWID())")]
    public async Task What_was_recorded_resists_a_change_by_hand(string statement)
    {
        await using var stores = await OpenAsync();
        await RecordAsync(stores, Drafts.Of(Drafts.A, Drafts.Grade()));
        await stores.Register.AppendAsync(Checks.Of("c-1"), Cancellation);
        await stores.Catalogs.AppendAsync(new("v1", ImmutableSortedDictionary<string, string>.Empty, _clock.Now, _clock.Now, ""), Cancellation);

        await Assert.ThrowsAsync<SqlException>(() => _database.RunAsync(statement));
    }

    [Fact]
    public async Task A_check_keeps_every_field_and_its_notices()
    {
        await using var stores = await OpenAsync();
        var record = Checks.Of("c-1", refusal: "X") with { Answer = [8, 7], Asked = [6, 5] };
        await stores.Register.AppendAsync(record, Cancellation);

        Assert.Equal(
            $"{record.CheckId}|c-1|caller-1|520523RS|op-1|{record.Subject}|LIC|2026-0615-1|2|520523|"
            + $"{record.EvaluatedAt.UtcTicks}|{record.AsOf.UtcTicks}|42|catalogue-1|3|X",
            await _database.RunAsync("""
                SELECT CONCAT(check_id, N'|', request_id, N'|', caller, N'|', department, N'|', operator, N'|',
                    subject_key, N'|', matter, N'|', case_number, N'|', stage, N'|', region, N'|', evaluated_at, N'|', as_of, N'|',
                    revision, N'|', catalog_version, N'|', disposition, N'|', refusal)
                FROM check_record
                """));
        Assert.Equal(record.RequestDigest, await _database.RunAsync("SELECT request_digest FROM check_record"));
        Assert.Equal(record.Answer, await _database.RunAsync("SELECT answer FROM check_record"));
        Assert.Equal(record.Asked, await _database.RunAsync("SELECT asked FROM check_record"));
        Assert.Equal(1, await _database.RunAsync("SELECT COUNT(*) FROM notice WHERE kind = 2 AND entry_id = N'E-2' AND department = N'520523RS'"));
        Assert.Equal(2, await _database.RunAsync("SELECT COUNT(*) FROM notice"));
    }

    [Fact]
    public async Task A_fact_that_cannot_be_read_makes_its_dossier_unavailable_not_clean()
    {
        await using var stores = await OpenAsync();
        await _database.RunAsync("""
            INSERT INTO fact (revision, subject_key, occurred_at, recorded_at, department, operator, document, request_id, request_digest, payload)
            VALUES (1, N'U:X', 0, 0, N'', N'', N'', N'x', 0x, N'{"fact":"of_a_later_version"}');
            UPDATE registry_head SET revision = 1;
            """);

        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => stores.Registry.ReadAsync([new SubjectKey("U:X")], Knowledge.Now, Cancellation));

        Assert.Contains("of_a_later_version", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_are_changes_all_the_same()
    {
        await using var stores = await OpenAsync();
        await _database.RunAsync("""
            INSERT INTO fact (revision, subject_key, occurred_at, recorded_at, department, operator, document, request_id, request_digest, payload)
            VALUES (1, N'U:X', 0, 0, N'', N'', N'', N'x', 0x, N'{"fact":"of_a_later_version"}'), (2, N'U:Y', 0, 0, N'', N'', N'', N'y', 0x, N'no JSON at all');
            """);

        Assert.Equal(
            [new RecordedChange(1, new("U:X"), "of_a_later_version"), new RecordedChange(2, new("U:Y"), "")],
            await stores.Registry.ReadChangesAfterAsync(0, 3, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_database_of_an_earlier_version_is_brought_to_this_one_and_given_an_id_that_it_keeps(int version)
    {
        await _database.CreateAsync(version);

        await using var stores = await OpenAsync();
        await using var others = await OpenAsync();

        var id = await stores.Registry.ReadIdAsync(Cancellation);
        Assert.NotEqual(Guid.Empty, id);
        Assert.Equal(id, await others.Registry.ReadIdAsync(Cancellation));
        await stores.Register.CommitAsync([Checks.Of("")]);
        Assert.True((await ChainVerification.RunAsync(others.Chain, LogSpan.All, progress: null, Cancellation)).IsSound);
    }

    [Fact]
    public async Task A_large_batch_is_recorded_and_read_whole()
    {
        const int subjects = 1_000;
        await using var stores = await OpenAsync();
        var reason = new string('文', 6_000);
        var drafts = Enumerable.Range(0, subjects)
            .Select(i => Drafts.Of(Drafts.A, Drafts.Listed($"E-{i}") with { Reason = reason }) with { Subject = new SubjectKey($"U:{i}") })
            .ToArray();

        var outcomes = await stores.Registry.AppendAsync(drafts, Drafts.AdmitMoves, Cancellation);
        var read = await stores.Registry.ReadAsync([.. drafts.Select(static draft => draft.Subject)], Knowledge.Now, Cancellation);

        Assert.Equal(Enumerable.Range(1, subjects), outcomes.Cast<AppendOutcome.Recorded>().Select(static outcome => (int)outcome.Revision));
        Assert.All(read.Dossiers, dossier => Assert.Equal(reason, Assert.Single(dossier.Entries).At(DateTimeOffset.MaxValue).Listing!.Reason));
    }

    [Fact]
    public async Task A_closed_database_is_unavailable()
    {
        var stores = await OpenAsync();
        await stores.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Registry.ReadRevisionAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Roll.RenewAsync(Guid.NewGuid(), 1, Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Roll.ReadAsync(Cancellation));
        await Assert.ThrowsAsync<Audit.RegisterUnavailableException>(
            async () => await stores.Register.AppendAsync(Checks.Of("c-1"), Cancellation));
        await Assert.ThrowsAsync<Audit.RegisterUnavailableException>(
            async () => await stores.Register.FindAsync("caller-1", "c-1", Cancellation));
    }

    private Task<StoresUnderTest> OpenAsync() => SqlServerStores.OpenAsync(_database, _clock);

    private static async Task<AppendOutcome.Recorded> RecordAsync(StoresUnderTest stores, FactDraft draft) =>
        Assert.IsType<AppendOutcome.Recorded>(Assert.Single(
            await stores.Registry.AppendAsync([draft], Drafts.AdmitAll, Cancellation)));
}
