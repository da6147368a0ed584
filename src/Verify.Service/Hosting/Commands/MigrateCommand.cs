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
        var command = new Command("migrate", "Bring the store to this version, and stop. 升级数据库结构") { json };
        command.SetAction(async (result, stop) =>
        {
            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            var revision = await foundation.Store.ReadRevisionAsync(stop);
            await output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(new { revision })
                : string.Create(CultureInfo.InvariantCulture, $"The store is up to date, at revision {revision}."));
            return CommandLine.Done;
        });
        return command;
    }
}
