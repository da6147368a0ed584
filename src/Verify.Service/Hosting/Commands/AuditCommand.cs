using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Flows;
using Verify.Transport;

namespace Verify.Hosting.Commands;

/// <summary><c>audit verify|retain</c>: whether the register of queries is whole, and removing what need not be kept any more.</summary>
internal static class AuditCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("audit", "Verify the register of queries, or remove what need not be kept. 查询登记簿");
        command.Add(Verify(shared, output));
        command.Add(Retain(shared, output));
        return command;
    }

    private static Command Verify(SharedOptions shared, TextWriter output)
    {
        var anchor = new Option<string?>("--anchor")
        {
            Description = "An end that the chain had once, BLOCK:HASH as printed then: finds what was cut off or rewritten since. 锚点",
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON. 输出JSON" };
        var command = new Command("verify", "Work out every hash of the register anew; exit code 1 if anything was altered. 校验登记簿完整性") { anchor, json };
        command.SetAction(async (result, stop) =>
        {
            if (!TryReadAnchor(result.GetValue(anchor), out var head))
            {
                await Console.Error.WriteLineAsync("--anchor: not of the form BLOCK:HASH, such as 17:" + new string('0', 64) + ".");
                return CommandLine.Wrong;
            }

            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            return await GuardAsync(async () =>
            {
                var report = await foundation.Log.VerifyAsync(LogSpan.All with { Anchor = head }, Progress, stop);
                await output.WriteLineAsync(result.GetValue(json) ? LogMapping.Write(report).ToString() : Text(report));
                return report.IsSound ? CommandLine.Done : CommandLine.Refused;
            });
        });
        return command;
    }

    private static Command Retain(SharedOptions shared, TextWriter output)
    {
        var trial = new Option<bool>("--dry-run") { Description = "Only count. 仅统计" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON. 输出JSON" };
        var command = new Command("retain", "Remove checks whose time of keeping is over (Verify:Register:Retention). 清理到期登记") { trial, json };
        command.SetAction(async (result, stop) =>
        {
            var isTrial = result.GetValue(trial);
            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            return await GuardAsync(async () =>
            {
                var tally = await foundation.Retaining.RunAsync(isTrial, Progress, stop);
                await output.WriteLineAsync(result.GetValue(json)
                    ? JsonSerializer.Serialize(new { seen = tally.Seen, removed = tally.Removed, kept = tally.Kept, dryRun = isTrial })
                    : string.Create(CultureInfo.InvariantCulture, $"{tally.Removed:N0} checks {(isTrial ? "would be " : "")}removed, {tally.Kept:N0} kept because something of them is owed or disputed."));
                return CommandLine.Done;
            });
        });
        return command;
    }

    private static bool TryReadAnchor(string? text, out ChainHead? anchor)
    {
        anchor = null;
        if (text is null)
            return true;
        var parts = text.Split(':');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1
            || parts[1].Length != 2 * ChainFormat.HashBytes
            || !parts[1].All(char.IsAsciiHexDigit))
        {
            return false;
        }

        anchor = new ChainHead(number, Convert.FromHexString(parts[1]));
        return true;
    }

    private static string Text(LogReport report)
    {
        var progress = report.Progress;
        var faults = string.Concat(report.Faults.Select(static fault => $"\n  {Place(fault)}{fault.Kind}: {fault.Detail}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(report.IsSound ? "Sound 完整" : $"{progress.FaultsFound:N0} faults 异常")}: {progress.Blocks:N0} blocks, {progress.Checks:N0} checks, {progress.Removed:N0} removed by rule.")
            + faults
            + $"\nHead 链头 {progress.Head.Number}:{Convert.ToHexStringLower(progress.Head.Hash)}";
    }

    private static string Place(LogFault fault) =>
        (fault.Block > 0 ? $"block {fault.Block}, " : "")
        + (fault.Sequence > 0 ? $"check {fault.Sequence}{(fault.CheckId.Length > 0 ? $" ({fault.CheckId})" : "")}, " : "");

    private static void Progress(LogProgress progress) => Show($"{progress.LastBlock:N0} of {progress.Head.Number:N0} blocks, {progress.FaultsFound:N0} faults");

    private static void Progress(RetentionTally tally) => Show($"{tally.Seen:N0} checks seen, {tally.Removed:N0} removed, {tally.Kept:N0} kept");

    private static void Show(FormattableString progress)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{progress.ToString(CultureInfo.InvariantCulture)}   ");
    }

    private static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (RegisterUnavailableException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return CommandLine.Unavailable;
        }
    }
}
