using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Registry;

/// <summary>Another key seals persons' numbers after a restart. A receipt shows a number masked, for which its seal is opened.</summary>
public sealed class SealRotationTests
{
    private const string Before = "520599198001010014", After = "520599197512310014";
    private const string Masked = "52***************4";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_key_was_rotated_old_seals_open_and_new_ones_need_the_new_key_alone()
    {
        using var folder = new TemporaryFolder();
        string ofBefore, ofAfter;
        await using (var service = await StartAsync(folder, "a", ("a", 1)))
            ofBefore = await ListAndAskAsync(service, Before);
        await using (var service = await StartAsync(folder, "b", ("a", 1), ("b", 9)))
        {
            ofAfter = await ListAndAskAsync(service, After);
            Assert.Equal(Masked, await CodeOnReceiptAsync(service, ofBefore));
            Assert.Equal(Masked, await CodeOnReceiptAsync(service, ofAfter));
            Assert.Equal(Colour.Black, (await service.Verification.CheckAsync(Asking.Ask(Before, "HONOUR"), cancellationToken: Stop)).ListStatus.Single().Colour);
        }

        await using var without = await StartAsync(folder, "b", ("b", 9));
        Assert.Equal(Masked, await CodeOnReceiptAsync(without, ofAfter));
        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(() => CodeOnReceiptAsync(without, ofBefore))).StatusCode);
    }

    private static Task<RunningService> StartAsync(TemporaryFolder folder, string current, params (string Name, byte Seed)[] seals) => RunningService.StartAsync(
        data: folder.Path,
        configure: options =>
        {
            options.Keys.Index = TestKeys.KeyOf(1);
            options.Keys.CurrentSeal = current;
            foreach (var (name, seed) in seals)
                options.Keys.Seal[name] = TestKeys.KeyOf(seed);
        });

    private static async Task<string> ListAndAskAsync(RunningService service, string person)
    {
        await service.RecordAsync(world => world.Listed(person, "B-COURT", "2025-05-01", "2027-04-30", entry => entry.EntryId = $"E-{person[6..10]}"));
        return (await service.Verification.CheckAsync(Asking.Ask(person, "HONOUR"), cancellationToken: Stop)).CheckId;
    }

    private static async Task<string> CodeOnReceiptAsync(RunningService service, string checkId)
    {
        var signed = (await service.Verification.GetReceiptAsync(new GetReceiptRequest { CheckId = checkId }, cancellationToken: Stop)).Receipt;
        return Receipt.Parser.ParseFrom(signed.Payload).Question.Subject.Code;
    }
}
