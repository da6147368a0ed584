using System.CommandLine;
using Verify.Receipts;

namespace Verify.Hosting.Commands;

/// <summary><c>receipt-key</c>: the public keys by which receipts of this service are verified, the current one first.</summary>
internal static class ReceiptKeyCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("receipt-key", "Print the public keys that verify receipts. 输出回执公钥");
        command.SetAction(async (result, _) =>
        {
            var options = shared.Bind(result);
            if (options.Faults() is { Count: > 0 } faults)
                throw new StartRefusedException(faults);
            await output.WriteAsync(ReceiptKey.WriteAll(Foundation.OpenSigner(options).Keys));
            return CommandLine.Done;
        });
        return command;
    }
}
