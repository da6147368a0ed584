using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.Catalogs;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>双人复核: where a list kind asks for it, nobody decides what they brought forward themselves.</summary>
public sealed class FourEyesTests
{
    private const string K = "91520523MA6HQ01018";
    private const string Entry = "E-1";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>What leads up to a decision, by whom, and the decision, which the last of them may not record.</summary>
    public static TheoryData<string, string> Decisions => new()
    {
        { "propose:a notify:b", "list" },
        { "list:b object:a accept:b", "reject" },
        { "list:b object:a accept:b", "revoke" },
        { "list:b object:a accept:b", "to:REVOKED" },
        { "list:b accept:a", "reject" },
        { "list:b object:a", "reject" },
        { "list:b object:b reject:a object:a accept:b", "reject" },
        { "list:b file-repair:a", "grant" },
        { "list:b file-repair:a", "refuse" },
        { "list:b file-repair:a", "to:REPAIRED" },
        { "list:b to:REPAIR_PENDING:a", "grant" },
        { "propose:a notify:b list:b", "to:REMOVED" },
        { "list:a", "to:REMOVED" },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task Who_brought_it_forward_does_not_decide_it_and_another_does(string before, string decision)
    {
        await using var service = await StartAsync();
        foreach (var step in before.Split(' '))
            await RecordAsync(service, step[..step.LastIndexOf(':')], step[(step.LastIndexOf(':') + 1)..]);

        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(() => RecordAsync(service, decision, "a")));
        Assert.Equal((int)StatusCode.FailedPrecondition, refused.Code);
        var info = refused.GetDetail<ErrorInfo>()!;
        Assert.Equal(("FOUR_EYES_REQUIRED", Entry, "B-STAT"), (info.Reason, info.Metadata["entry_id"], info.Metadata["list_kind"]));

        await RecordAsync(service, decision, "b");
    }

    [Fact]
    public async Task What_another_authority_has_decided_is_recorded_by_one()
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "list", "a");
        await RecordAsync(service, "to:SUSPENDED", "a");
    }

    [Fact]
    public async Task A_list_kind_that_does_not_ask_for_it_takes_both_from_one()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var move in new[] { "propose", "notify", "list", "object", "accept", "reject", "file-repair", "grant" })
            await RecordAsync(service, move, "a");
    }

    private static async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync();
        var kinds = new Draft().Files["list-kinds.csv"].TrimEnd('\n').Split('\n').Select(static (line, index) => line + (index == 0 ? ",four_eyes" : ",yes"));
        await service.Catalog.PublishCatalogAsync(
            new PublishCatalogRequest
            {
                OperatorId = "publisher",
                Files = { new CatalogFile { Name = "list-kinds.csv", Content = string.Join('\n', kinds) } },
            },
            cancellationToken: Stop);
        var kind = (await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop)).ListKinds.Single(static kind => kind.Code == "B-STAT");
        Assert.True(kind.FourEyes);
        return service;
    }

    private static async Task RecordAsync(RunningService service, string move, string who) => await service.Registry.RecordAsync(
        new RecordRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Subject = Asking.Subject(K),
            RecordedBy = new RecordedBy { DepartmentCode = "STATISTICS", OperatorId = who },
            OccurredAt = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)).ToTimestamp(),
            Fact = EveryMoveTests.Step("B-STAT", Entry, move),
        },
        cancellationToken: Stop);
}
