using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Stores;

/// <summary>
/// Two versions side by side: while services are replaced one by one, those of the earlier version run on a database that the first of
/// the later version has migrated. A migration may add tables and columns that can be left out, and nothing else.
/// </summary>
public sealed class LaterVersionTests
{
    private const string Code = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_service_goes_on_while_a_later_version_adds_to_every_table()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("verify.db");
        await using var service = await RunningService.StartAsync(data: folder.Path);
        await service.RecordAsync(static world => world.Listed(Code, "B-COURT", "2026-01-01", "2027-01-01"));

        var tables = (string)ByHand.Run(path, "SELECT group_concat(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")!;
        foreach (var table in tables.Split(','))
            ByHand.Run(path, $"ALTER TABLE {table} ADD COLUMN of_a_later_version TEXT");
        ByHand.Run(path, "CREATE TABLE of_a_later_version (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = 99");

        await service.RecordAsync(static world => world.Listed("91520523MA6HQ01798", "B-COURT", "2026-01-01", "2027-01-01"));
        var answer = await service.Verification.CheckAsync(Asking.Ask(Code, "LIC"), cancellationToken: Stop);
        Assert.Equal(EntryState.Listed, answer.ListStatus.Single().State);
        var verified = await service.Audit.VerifyLogAsync(new VerifyLogRequest(), cancellationToken: Stop);
        Assert.True(verified.Sound);
        Assert.Equal(1, verified.Checks);
    }
}
