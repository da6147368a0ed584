using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Verify.Hosting.Commands;

/// <summary><c>migrate</c>: brings the store to the version of this program and stops; <c>serve</c> does the same at its start.</summary>
internal static class MigrateCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "Print the result as JSON. 输出JSON" };
        var restored = new Option<bool>("--restored")
        {
            Description = "The store was restored from a backup: void what caches keep of what is lost. 数据库由备份恢复",
        };
        var command = new Command("migrate", "Bring the store to this version, and stop. 升级数据库结构") { json, restored };
        command.SetAction(async (result, stop) =>
        {
            var options = shared.Bind(result);
            // The store alone is migrated; of a restored one Redis may know more than is true.
            options.Redis = "";
            await using var foundation = await OpenAsync(options, stop);
            var isRenewed = result.GetValue(restored);
            if (isRenewed)
                await foundation.Store.RenewIdAsync(stop);
            var revision = await foundation.Store.ReadRevisionAsync(stop);
            var words = isRenewed ? "The registry has a new id: nothing that caches keep of it counts any more.\n" : "";
            await output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(new { revision, renewed = isRenewed })
                : string.Create(CultureInfo.InvariantCulture, $"{words}The store is up to date, at revision {revision}."));
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<Foundation> OpenAsync(VerifyOptions options, CancellationToken stop)
    {
        if (Console.IsErrorRedirected)
            return await Foundation.OpenAsync(options, stop);
        using var progress = new MigrationProgress(Console.Error, TimeProvider.System);
        // The embedded store migrates on the thread that opens it.
        return await Task.Run(() => Foundation.OpenAsync(options, stop, migrating: progress), stop);
    }
}
