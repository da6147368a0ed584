using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.Tests.Stores.SqlServer;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>Two services on one store, both moving the same entry.</summary>
public sealed class RaceTests
{
    private const string K = "91520523MA6HQ01018";
    private const int Entries = 24;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public Task Of_two_services_that_move_one_entry_at_once_exactly_one_does_and_the_other_is_told_where_it_stands() => RaceAsync();

    [Fact]
    public async Task Of_two_services_on_one_SQL_Server_exactly_one_does_too()
    {
        await using var database = new SqlServerTestDatabase();
        await RaceAsync($"--Verify:Store:SqlServer={database.ConnectionString}");
    }

    private static async Task RaceAsync(params string[] settings)
    {
        using var folder = new TemporaryFolder();
        await using var one = await ServiceProcess.StartAsync(folder.Path, settings);
        await using var other = await ServiceProcess.StartAsync(folder.Path, settings);
        var life = new Life(K);
        for (var entry = 0; entry < Entries; entry++)
            await one.Registry.RecordAsync(life.Request(8 * entry), cancellationToken: Stop);

        var revisions = new List<long>();
        for (var entry = 0; entry < Entries; entry++)
        {
            var id = $"{K} {entry}";
            var repair = MoveAsync(one, id, new Fact { RepairFiled = new RepairFiled { EntryId = id } });
            var removal = MoveAsync(other, id, new Fact { EntryAdvanced = new EntryAdvanced { EntryId = id, To = EntryState.Removed } });
            var outcomes = await Task.WhenAll(repair, removal);

            revisions.Add(Assert.Single(outcomes, static outcome => outcome.Revision > 0).Revision);
            var told = Assert.Single(outcomes, static outcome => outcome.Refusal is not null).Refusal!;
            Assert.Equal("ILLEGAL_TRANSITION", told.Reason);
            Assert.Equal(outcomes[0].Revision > 0 ? "REPAIR_PENDING" : "REMOVED", told.Metadata["state"]);
        }

        Assert.Equal(Enumerable.Range(Entries + 2, Entries).Select(static revision => (long)revision), revisions);
    }

    private static async Task<(long Revision, ErrorInfo? Refusal)> MoveAsync(ServiceProcess service, string entryId, Fact fact)
    {
        try
        {
            var response = await service.Registry.RecordAsync(
                new RecordRequest
                {
                    RequestId = $"{entryId} {fact.FactCase}",
                    Subject = Asking.Subject(K),
                    RecordedBy = new RecordedBy { DepartmentCode = "MARKET-REG", OperatorId = "clerk" },
                    Fact = fact,
                },
                cancellationToken: Stop);
            return (response.Revision, null);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            return (0, Errors.StatusOf(refused).GetDetail<ErrorInfo>());
        }
    }
}
