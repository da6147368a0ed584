using System.CommandLine;
using System.Text.Json;
using Verify.Receipts;

namespace Verify.Hosting.Commands;

/// <summary><c>receipt-key</c>: the public keys by which receipts of this service are verified, the current one first.</summary>
internal static class ReceiptKeyCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON, one key a line. 输出JSON" };
        var command = new Command("receipt-key", "Print the public keys that verify receipts. 输出回执公钥") { json };
        command.SetAction(async (result, _) =>
        {
            var options = shared.Bind(result);
            if (options.Faults() is { Count: > 0 } faults)
                throw new StartRefusedException(faults);
            var keys = Foundation.OpenSigner(options).Keys;
            await output.WriteAsync(result.GetValue(json) ? string.Concat(keys.Select(static key => Json(key) + "\n")) : ReceiptKey.WriteAll(keys));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Json(ReceiptKey key) => JsonSerializer.Serialize(new { keyId = key.Id, algorithm = key.Suite.Name, pem = key.ToPem() });
}
