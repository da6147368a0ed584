using System.CommandLine;
using System.Text.Json;
using Verify.Callers;

namespace Verify.Hosting.Commands;

/// <summary><c>caller add|list|revoke</c>: who may ask. Every running service over the store knows within the lease.</summary>
internal static class CallerCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("caller", "Say who may ask. 管理调用方");
        command.Add(CallerAddCommand.Create(shared, output));
        command.Add(List(shared, output));
        command.Add(Revoke(shared, output));
        return command;
    }

    private static Command List(SharedOptions shared, TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON, one caller a line. 输出JSON" };
        var verb = new Command("list", "List callers, the revoked too. 列出") { json };
        verb.SetAction(async (result, stop) =>
        {
            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            foreach (var caller in (await foundation.CallerStore.ReadAsync(known: -1, stop))!.Callers)
                await output.WriteLineAsync(result.GetValue(json) ? Json(caller) : Text(caller));
            return CommandLine.Done;
        });
        return verb;
    }

    private static Command Revoke(SharedOptions shared, TextWriter output)
    {
        var id = new Argument<string>("id") { Description = "The caller. 调用方" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON. 输出JSON" };
        var verb = new Command("revoke", "Revoke a caller for good. 吊销") { id, json };
        verb.SetAction(async (result, stop) =>
        {
            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            var name = result.GetValue(id)!;
            if (await foundation.CallerStore.RevokeAsync(name, foundation.Clock.GetUtcNow(), stop))
            {
                await output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(new { id = name, revoked = true }) : $"Revoked 已吊销: {name}");
                return CommandLine.Done;
            }

            await Console.Error.WriteLineAsync($"{name}: no such caller, or revoked before.");
            return CommandLine.Refused;
        });
        return verb;
    }

    private static string Text(StoredCaller caller)
    {
        string[] parts =
        [
            caller.Id,
            caller.DepartmentCode ?? "no department",
            KindOf(caller),
            string.Join(' ', caller.Scopes),
            caller.Matters is { } matters ? $"matters {string.Join(' ', matters)}" : "all matters",
            caller.Regions is { } regions ? $"regions {string.Join(' ', regions)}" : "all regions",
            (caller.Organisations ? "organisations" : "") + (caller is { Organisations: true, Persons: true } ? " and " : "") + (caller.Persons ? "persons" : ""),
            caller.RevokedAt is { } revoked ? $"revoked {revoked:O}" : $"since {caller.CreatedAt:O}",
        ];
        return string.Join(" · ", parts);
    }

    private static string Json(StoredCaller caller) => JsonSerializer.Serialize(new
    {
        id = caller.Id,
        department = caller.DepartmentCode,
        credential = KindOf(caller),
        scopes = caller.Scopes,
        matters = caller.Matters,
        regions = caller.Regions,
        organisations = caller.Organisations,
        persons = caller.Persons,
        callsPerSecond = caller.Share.CallsPerSecond,
        outstandingCalls = caller.Share.OutstandingCalls,
        createdAt = caller.CreatedAt,
        revokedAt = caller.RevokedAt,
    });

    private static string KindOf(StoredCaller caller) => caller.Credential.Kind switch
    {
        CredentialKind.ApiKey => "API key",
        CredentialKind.Certificate => "certificate",
        _ => $"token {caller.Credential.Name}",
    };
}
