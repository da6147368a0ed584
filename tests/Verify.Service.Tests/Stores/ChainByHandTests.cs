using Microsoft.Data.Sqlite;
using Verify.Adapters.Sqlite;
using Verify.Audit;
using Verify.Audit.Chain;

namespace Verify.Tests.Stores;

/// <summary>What somebody with the whole database in their hands can do to the register, and what is told of it.</summary>
public sealed class ChainByHandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("verify.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("DELETE FROM check_record WHERE sequence = 2", LogFaultKind.CheckMissing, 1, 2)]
    [InlineData("UPDATE check_record SET operator = 'another' WHERE sequence = 3", LogFaultKind.CheckAltered, 1, 3)]
    [InlineData("UPDATE check_record SET check_id = upper(check_id) WHERE sequence = 1", LogFaultKind.CheckAltered, 1, 1)]
    [InlineData("UPDATE check_record SET feedback_due_on = '2026-7-31' WHERE sequence = 1", LogFaultKind.CheckAltered, 1, 1)]
    [InlineData("UPDATE check_record SET asked = x'0a' WHERE sequence = 2", LogFaultKind.CheckAltered, 1, 2)]
    [InlineData("UPDATE check_record SET asked = x'' WHERE sequence = 2", LogFaultKind.CheckAltered, 1, 2)]
    [InlineData("UPDATE check_record SET asked = NULL WHERE sequence = 1", LogFaultKind.CheckAltered, 1, 1)]
    [InlineData("DELETE FROM check_entry WHERE entry_id = 'E-1' AND check_id = (SELECT check_id FROM check_record WHERE sequence = 4)", LogFaultKind.CheckAltered, 2, 4)]
    [InlineData("INSERT INTO check_entry SELECT check_id, 'E-3' FROM check_record WHERE sequence = 5", LogFaultKind.CheckAltered, 2, 5)]
    [InlineData("DELETE FROM check_block WHERE number = 2", LogFaultKind.BlockMissing, 2, 0)]
    [InlineData("UPDATE check_block SET hash = zeroblob(32) WHERE number = 1", LogFaultKind.BlockAltered, 1, 0)]
    [InlineData("UPDATE check_block SET digests = zeroblob(64) WHERE number = 2", LogFaultKind.BlockAltered, 2, 0)]
    [InlineData("UPDATE check_block SET count = 2 WHERE number = 1", LogFaultKind.BlockAltered, 1, 0)]
    [InlineData("UPDATE check_removal SET by_rule = 'months: answers 1'", LogFaultKind.RemovalAltered, 3, 0)]
    [InlineData("DELETE FROM check_removal", LogFaultKind.CheckMissing, 2, 6)]
    [InlineData("INSERT INTO check_removal VALUES (1, 1, 9, 0, 'nobody')", LogFaultKind.CheckNotRemoved, 1, 1)]
    [InlineData("INSERT INTO check_record SELECT 99, 'x' || check_id, '', x'', '', '', '', NULL, '', '', 0, '', 0, 0, 0, '', 0, '', NULL, NULL, x'', NULL FROM check_record LIMIT 1", LogFaultKind.Stray, 0, 0)]
    [InlineData("INSERT INTO notice VALUES ('0199c2a0-0000-7000-8000-000000000001', 1, 'E-1', '')", LogFaultKind.Stray, 0, 0)]
    public async Task What_was_altered_is_told_first_and_exactly(string statement, LogFaultKind kind, long block, long sequence)
    {
        await FillAsync();
        Alter(statement);

        var report = await VerifyAsync(null);

        Assert.Contains(report.Faults, fault => fault.Kind == kind && fault.Block == block && fault.Sequence == sequence);
        Assert.Equal((kind, block), (report.Faults[0].Kind, report.Faults[0].Block));
    }

    [Fact]
    public async Task A_register_cut_off_and_continued_is_sound_but_for_an_end_that_it_had_once()
    {
        var once = await FillAsync();
        Alter("PRAGMA foreign_keys = ON; DELETE FROM check_removal; DELETE FROM check_record WHERE sequence > 3; DELETE FROM check_block WHERE number > 1");

        Assert.True((await VerifyAsync(null)).IsSound);
        Assert.Equal(LogFaultKind.CutShort, Assert.Single((await VerifyAsync(once)).Faults).Kind);

        await using (var stores = SqliteStores.Open(Path, new ManualClock()))
        {
            for (var i = 0; i < 3; i++)
                await stores.Register.CommitAsync([Checks.Of("")]);
        }

        Assert.True((await VerifyAsync(null)).IsSound);
        Assert.Equal(LogFaultKind.Rewritten, Assert.Single((await VerifyAsync(once)).Faults).Kind);
    }

    [Fact]
    public async Task A_damaged_page_is_a_fault_and_the_other_blocks_are_still_verified()
    {
        await using (var stores = SqliteStores.Open(Path, new ManualClock()))
        {
            for (var block = 0; block < 40; block++)
                await stores.Register.CommitAsync([Checks.Of("") with { Answer = new byte[3_000] }]);
        }

        var leaf = RegisterPages.Of(Path).First(page => File.ReadAllBytes(Path)[(int)page.Offset] == 0x0D);
        using (var file = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.Write(file, new byte[leaf.Length], leaf.Offset);

        var report = await VerifyAsync(null);
        Assert.False(report.IsSound);
        Assert.Equal(40, report.Progress.LastBlock);
    }

    [Theory]
    [InlineData("DELETE FROM check_record")]
    [InlineData("DELETE FROM check_entry")]
    [InlineData("DELETE FROM check_subject")]
    [InlineData("DELETE FROM check_measure")]
    [InlineData("DELETE FROM notice")]
    [InlineData("UPDATE check_entry SET entry_id = 'E-9'")]
    [InlineData("UPDATE check_subject SET part = 2")]
    [InlineData("UPDATE check_measure SET strength = 1")]
    [InlineData("UPDATE notice SET department = ''")]
    [InlineData("UPDATE check_block SET newest = 0")]
    [InlineData("DELETE FROM check_block")]
    [InlineData("UPDATE check_removal SET by_rule = ''")]
    [InlineData("DELETE FROM check_removal")]
    [InlineData("INSERT INTO check_block SELECT number + 2, format, kind, first + 1000, count, newest, digests, prior, hash FROM check_block")]
    public async Task Triggers_let_nothing_of_the_register_be_changed_or_go_that_no_removal_names(string statement)
    {
        await FillAsync();

        const int constraint = 19;
        Assert.Equal(constraint, Assert.Throws<SqliteException>(() => ByHand.Run(Path, statement)).SqliteErrorCode);
    }

    [Fact]
    public async Task A_register_from_before_the_chain_is_brought_in_whole()
    {
        var before = SqliteSession.Sql.Migrations.TakeWhile(static script => !script.Contains("CREATE TABLE check_block", StringComparison.Ordinal)).ToArray();
        foreach (var migration in before)
            ByHand.Run(Path, migration);
        ByHand.Run(Path, $"PRAGMA user_version = {before.Length}; INSERT INTO key_ring VALUES (1, '{TestKeys.Ring.Fingerprint}')");
        ByHand.Run(Path, $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
            INSERT INTO check_record SELECT i, printf('0199c2a0-0000-7000-8000-%012d', i), '', x'', 'c', 'd', 'o', 'U:X', 'LIC', 'case', 1,
                '520523', {Drafts.OccurredAt.UtcTicks} + i, 0, 1, 'v', 1, '', NULL, NULL, x'0102' FROM n
            """);
        ByHand.Run(Path, "INSERT INTO check_entry SELECT check_id, 'E-1' FROM check_record WHERE sequence % 7 = 0; DELETE FROM check_record WHERE sequence = 100");

        await using (var stores = SqliteStores.Open(Path, new ManualClock()))
            await stores.Register.CommitAsync([Checks.Of("")]);

        var report = await VerifyAsync(null);
        Assert.Empty(report.Faults);
        Assert.Equal((4, 2_500, 0), (report.Progress.Blocks, report.Progress.Checks, report.Progress.Removed));
    }

    /// <summary>The check and the block of <see cref="OldFormats"/>, as the program of then left them in a database of version 5.</summary>
    [Fact]
    public async Task A_chain_of_format_1_is_sound_and_goes_on_in_format_2()
    {
        foreach (var migration in SqliteSession.Sql.Migrations.Take(5))
            ByHand.Run(Path, migration);
        ByHand.Run(Path, $"PRAGMA user_version = 5; INSERT INTO key_ring VALUES (1, '{TestKeys.Ring.Fingerprint}'); {OldFormats.Rows}");

        await using (var stores = SqliteStores.Open(Path, new ManualClock()))
            await stores.Register.CommitAsync([Checks.Of("") with { Asked = [10, 2, 24, 1] }]);
        var report = await VerifyAsync(new ChainHead(1, Convert.FromHexString(OldFormats.BlockHash)));
        Assert.Empty(report.Faults);
        Assert.Equal((2, 2), (report.Progress.Blocks, report.Progress.Checks));
        Assert.Equal("1,2", ByHand.Run(Path, "SELECT group_concat(format ORDER BY number) FROM check_block"));

        Alter("UPDATE check_record SET asked = x'0a021801' WHERE sequence = 1");
        Assert.Equal((LogFaultKind.CheckAltered, 1), Assert.Single((await VerifyAsync(null)).Faults) is var fault ? (fault.Kind, fault.Sequence) : default);
    }

    /// <summary>Checks 1 to 3 in block 1, 4 to 6 in block 2, of which 6 was removed by block 3.</summary>
    private async Task<ChainHead> FillAsync()
    {
        await using var stores = SqliteStores.Open(Path, new ManualClock());
        for (var block = 0; block < 2; block++)
        {
            await stores.Register.CommitAsync([.. Enumerable.Range(0, 3).Select(static i => Checks.Of("").Advising("2026-07-31", "m1") with
            {
                Asked = i == 0 ? [10, 2, 24, 1] : [],
                OtherSubjects = [new NamedSubject(Drafts.KeyOfA, SubjectPart.Related)],
            })]);
        }

        await stores.Chain.RemoveAsync([new(6, 1)], "months: answers 36", Drafts.OccurredAt, Cancellation);
        return await stores.Chain.ReadHeadAsync(Cancellation);
    }

    private void Alter(string statement)
    {
        var triggers = (string?)ByHand.Run(Path, "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema WHERE type = 'trigger'");
        ByHand.Run(Path, $"PRAGMA foreign_keys = OFF; {triggers}; {statement}");
    }

    private async Task<LogReport> VerifyAsync(ChainHead? anchor)
    {
        await using var stores = SqliteStores.Open(Path, new ManualClock());
        return await ChainVerification.RunAsync(stores.Chain, LogSpan.All with { Anchor = anchor }, progress: null, Cancellation);
    }
}
