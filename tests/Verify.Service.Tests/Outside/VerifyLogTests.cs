using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Verify.Hosting.Commands;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>VerifyLog and <c>audit verify</c>: the register as a whole, asked from outside.</summary>
public sealed class VerifyLogTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_was_answered_is_verified_and_the_head_is_an_anchor_for_later()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(new VerifyLogResponse { Sound = true, Head = new LogAnchor { Hash = Zeros } }, await VerifyAsync(service));
        for (var i = 0; i < 3; i++)
            await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);

        var first = await VerifyAsync(service);
        Assert.Equal((true, 3, 0), (first.Sound, first.Checks, first.FaultCount));
        Assert.Equal(first.Head.Block, first.LastBlock);

        await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        var later = await VerifyAsync(service, new VerifyLogRequest { Anchor = first.Head });
        Assert.Equal((true, 4), (later.Sound, later.Checks));
        var rest = await VerifyAsync(service, new VerifyLogRequest { AfterBlock = first.LastBlock, BlockCount = 5 });
        Assert.Equal((true, 1, later.LastBlock), (rest.Sound, rest.Blocks, rest.LastBlock));
    }

    [Fact]
    public async Task What_somebody_alters_in_the_file_is_an_answer_that_names_the_check()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(data: folder.Path);
        var check = await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        var anchor = (await VerifyAsync(service)).Head;
        ByHand.Run(folder.File("verify.db"), "DROP TRIGGER check_record_is_never_changed; UPDATE check_record SET operator = 'nobody'");

        var altered = await VerifyAsync(service);
        var fault = Assert.Single(altered.Faults);
        Assert.Equal((false, LogFaultKind.CheckAltered, 1, 1, check.CheckId), (altered.Sound, fault.Kind, fault.Block, fault.Sequence, fault.CheckId));

        ByHand.Run(folder.File("verify.db"), """
            DROP TRIGGER check_block_is_never_deleted; DROP TRIGGER check_record_is_removed_by_rule; DELETE FROM check_record; DELETE FROM check_block
            """);
        Assert.True((await VerifyAsync(service)).Sound);
        Assert.Equal(LogFaultKind.CutShort, Assert.Single((await VerifyAsync(service, new VerifyLogRequest { Anchor = anchor })).Faults).Kind);
    }

    [Fact]
    public async Task A_request_that_cannot_be_is_INVALID_ARGUMENT_with_every_field()
    {
        await using var service = await RunningService.StartAsync();
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(() => VerifyAsync(
            service, new VerifyLogRequest { AfterBlock = -1, BlockCount = -1, Anchor = new LogAnchor { Hash = ByteString.CopyFromUtf8("x") } })));

        Assert.Equal(
            ["after_block", "block_count", "anchor.block", "anchor.hash"],
            refused.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field));
    }

    [Fact]
    public async Task The_command_prints_the_head_takes_it_back_and_ends_with_1_where_something_was_altered()
    {
        using var folder = new TemporaryFolder();
        await using (var service = await RunningService.StartAsync(data: folder.Path))
            await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);

        var (code, page) = await RunAsync(folder.Path, "audit", "verify");
        Assert.Equal(CommandLine.Done, code);
        Assert.StartsWith("Sound 完整: 1 blocks, 1 checks, 0 removed by rule.\n", page, StringComparison.Ordinal);
        var head = page.TrimEnd().Split(' ')[^1];
        Assert.Equal(CommandLine.Done, (await RunAsync(folder.Path, "audit", "verify", "--anchor", head)).Code);
        Assert.Equal(CommandLine.Wrong, (await RunAsync(folder.Path, "audit", "verify", "--anchor", "head")).Code);

        ByHand.Run(folder.File("verify.db"), "DROP TRIGGER check_record_is_never_changed; UPDATE check_record SET answer = x'00'");
        var (altered, json) = await RunAsync(folder.Path, "audit", "verify", "--json");
        Assert.Equal(CommandLine.Refused, altered);
        Assert.Equal(LogFaultKind.CheckAltered, Assert.Single(VerifyLogResponse.Parser.ParseJson(json).Faults).Kind);
    }

    [Fact]
    public async Task A_file_of_the_journal_that_was_found_damaged_is_a_fault_until_somebody_takes_it_away()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(data: folder.Path);
        var damaged = System.IO.Path.Combine(service.Foundation.Options.JournalFolder, "0001", "00000007.segment.damaged");
        await System.IO.File.WriteAllBytesAsync(damaged, [1], Stop);

        Assert.Equal(LogFaultKind.JournalDamaged, Assert.Single((await VerifyAsync(service)).Faults).Kind);
        System.IO.File.Delete(damaged);
        Assert.True((await VerifyAsync(service)).Sound);
    }

    private static ByteString Zeros => ByteString.CopyFrom(new byte[32]);

    private static async Task<VerifyLogResponse> VerifyAsync(RunningService service, VerifyLogRequest? request = null) =>
        await service.Audit.VerifyLogAsync(request ?? new VerifyLogRequest(), cancellationToken: Stop);

    private static async Task<(int Code, string Output)> RunAsync(string data, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync([.. arguments, "--data", data, "--Verify:Demo:Enabled=false"], output, Stop);
        return (code, output.ToString());
    }
}
