using System.CommandLine;

namespace Verify.Hosting.Commands;

/// <summary><c>migrate</c>: brings the store to the version of this program and stops; <c>serve</c> does the same at its start.</summary>
internal static class MigrateCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("migrate", "Bring the store to this version, and stop. 升级数据库结构");
        command.SetAction(async (result, stop) =>
        {
            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            await output.WriteLineAsync($"The store is up to date, at revision {await foundation.Store.ReadRevisionAsync(stop)}.");
            return CommandLine.Done;
        });
        return command;
    }
}
