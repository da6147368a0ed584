using System.Text.Json.Nodes;
using Google.Protobuf;
using Verify.Hosting.Commands;
using Verify.Receipts;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary><c>verify-receipt</c> and <c>receipt-key</c>: what an auditor does without any service.</summary>
public sealed class ReceiptCommandTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_is_verified_printed_and_its_form_verified_without_the_service()
    {
        using var folder = new TemporaryFolder();
        var receipt = await IssueAsync(folder);
        var keys = await RunAsync("receipt-key", "--data", folder.File("data"));
        await File.WriteAllTextAsync(folder.File("keys.pem"), keys.Output, Stop);
        await File.WriteAllTextAsync(folder.File("receipt.json"), receipt.ToString(), Stop);
        await File.WriteAllBytesAsync(folder.File("receipt.bin"), receipt.ToByteArray(), Stop);
        Directory.Delete(folder.File("data"), recursive: true);

        var (code, page) = await RunAsync("verify-receipt", folder.File("receipt.json"), "--key", folder.File("keys.pem"), "--print", folder.File("form.html"));
        Assert.Equal(CommandLine.Done, code);
        Assert.StartsWith($"有效: ECDSA-P256-SHA256, 密钥 {receipt.KeyId}\n链上位置 1:", page, StringComparison.Ordinal);
        Assert.Contains($"查询对象: 登记名称1018 {K}\n", page, StringComparison.Ordinal);
        Assert.Contains("建议: 禁止（依法限制） PROHIBIT", page, StringComparison.Ordinal);

        var form = await RunAsync("verify-receipt", folder.File("form.html"), "--key", folder.File("keys.pem"), "--lang", "en");
        Assert.Equal(CommandLine.Done, form.Code);
        Assert.StartsWith("Valid: ECDSA-P256-SHA256, key ", form.Output, StringComparison.Ordinal);
        var binary = await RunAsync("verify-receipt", folder.File("receipt.bin"), "--key", folder.File("keys.pem"), "--json");
        var json = JsonNode.Parse(binary.Output)!;
        Assert.Equal(("VALID", K, "DISPOSITION_PROHIBIT"), ($"{json["state"]}", $"{json["receipt"]!["question"]!["subject"]!["code"]}", $"{json["answer"]!["disposition"]}"));
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task Whatever_is_not_valid_ends_with_1_and_no_form_is_printed()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("keys.pem"), ReceiptKey.WriteAll([SampleReceipts.Key]), Stop);
        var signed = SampleReceipts.Sign(SampleReceipts.Of(SampleReceipts.Answer()));
        var form = ReceiptForm.Write(SampleReceipts.Verifier.Verify(signed).Receipt!, english: false);
        foreach (var (file, state) in ((byte[], string)[])[
            (new SignedReceipt(signed) { KeyId = "0" }.ToByteArray(), "UNKNOWN_KEY"),
            (new SignedReceipt(signed) { Payload = ByteString.CopyFromUtf8("x") }.ToByteArray(), "ALTERED"),
            (System.Text.Encoding.UTF8.GetBytes(form.Replace("正常办理", "禁止", StringComparison.Ordinal)), "ALTERED"),
            ([1, 2, 3], "UNREADABLE")])
        {
            await File.WriteAllBytesAsync(folder.File("receipt"), file, Stop);
            var (code, output) = await RunAsync("verify-receipt", folder.File("receipt"), "--key", folder.File("keys.pem"), "--print", folder.File("form.html"), "--json");
            Assert.Equal((CommandLine.Refused, state, null), (code, $"{JsonNode.Parse(output)!["state"]}", JsonNode.Parse(output)!["receipt"]));
            Assert.False(File.Exists(folder.File("form.html")));
        }
    }

    [Fact]
    public async Task A_wrong_usage_ends_with_2()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("no-keys.pem"), "no key", Stop);
        Assert.Equal(CommandLine.Wrong, (await RunAsync("verify-receipt", folder.File("none"))).Code);
        Assert.Equal(CommandLine.Wrong, (await RunAsync("verify-receipt", folder.File("none"), "--key", folder.File("none"))).Code);
        Assert.Equal(CommandLine.Wrong, (await RunAsync("verify-receipt", folder.File("none"), "--key", folder.File("no-keys.pem"))).Code);
    }

    [Fact]
    public async Task The_place_that_is_printed_is_an_anchor_of_the_register()
    {
        using var folder = new TemporaryFolder();
        var receipt = await IssueAsync(folder);
        await File.WriteAllTextAsync(folder.File("keys.pem"), (await RunAsync("receipt-key", "--data", folder.File("data"))).Output, Stop);
        await File.WriteAllBytesAsync(folder.File("receipt"), receipt.ToByteArray(), Stop);
        var page = (await RunAsync("verify-receipt", folder.File("receipt"), "--key", folder.File("keys.pem"))).Output;
        var anchor = page.Split('\n')[1].Split(' ')[^1];

        Assert.Equal(CommandLine.Done, (await AuditAsync(anchor)).Code);
        ByHand.Run(System.IO.Path.Combine(folder.File("data"), "verify.db"), """
            DROP TRIGGER check_block_is_never_deleted; DROP TRIGGER check_record_is_removed_by_rule; DELETE FROM check_record; DELETE FROM check_block
            """);
        Assert.Equal(CommandLine.Refused, (await AuditAsync(anchor)).Code);

        Task<(int Code, string Output)> AuditAsync(string head) =>
            RunAsync("audit", "verify", "--anchor", head, "--data", folder.File("data"), "--Verify:Demo:Enabled=false");
    }

    private static async Task<SignedReceipt> IssueAsync(TemporaryFolder folder)
    {
        await using var service = await RunningService.StartAsync(data: folder.File("data"));
        await service.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        var answer = await service.Verification.CheckAsync(Asking.Ask(K, "BID"), cancellationToken: Stop);
        return (await service.Verification.GetReceiptAsync(new GetReceiptRequest { CheckId = answer.CheckId }, cancellationToken: Stop)).Receipt;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await CommandLine.RunAsync(arguments, output, Stop), output.ToString());
    }
}
