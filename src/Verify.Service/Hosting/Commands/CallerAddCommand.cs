using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Verify.Callers;
using Verify.Transport;

namespace Verify.Hosting.Commands;

/// <summary><c>caller add ID</c>: with an API key of our making, which is printed once; or known by a certificate, or by tokens.</summary>
internal static class CallerAddCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var id = new Argument<string>("id") { Description = "Name of the caller in the register of queries. 调用方标识" };
        var department = new Option<string?>("--department") { Description = "Code of the department for which it asks. 部门代码" };
        var noDepartment = new Option<bool>("--no-department") { Description = "It operates the service and asks for no department. 运维方，不属于任何部门" };
        var scopes = Words("--scope", $"{string.Join(", ", ScopeNames.All)}; record.entry_listed for one kind of fact. 权限");
        var matters = Words("--matter", "Code of a matter that it may ask about; all where left out. 事项");
        var regions = Words("--region", "First digits of the regions that it may ask in; all where left out. 行政区划前缀");
        var subjects = Words("--subject", "organisations, persons, or both. 主体类别");
        var rate = new Option<int>("--calls-per-second") { Description = "Its share of an instance; 0 for no limit. 每秒调用数" };
        var outstanding = new Option<int>("--outstanding-calls") { Description = "Calls and streams at once; 0 for no limit. 并发调用数" };
        var certificate = new Option<string?>("--certificate") { Description = "File of its client certificate, instead of an API key. 客户端证书" };
        var token = new Option<string?>("--token") { Description = "What tokens call it (claim Verify:Callers:Jwt:Claim), instead. 令牌声明" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON. 输出JSON" };
        scopes.DefaultValueFactory = static _ => [ScopeNames.Of(Scopes.Check)];
        subjects.DefaultValueFactory = static _ => ["organisations"];

        var verb = new Command("add", "Add a caller; its API key is printed once. 添加")
        {
            id, department, noDepartment, scopes, matters, regions, subjects, rate, outstanding, certificate, token, json,
        };
        verb.SetAction(async (result, stop) =>
        {
            var faults = new List<string>();
            if (result.GetValue(department) is null != result.GetValue(noDepartment))
                faults.Add("Say for whom it asks: either --department or --no-department.");
            var key = result.GetValue(certificate) is null && result.GetValue(token) is null ? ApiKey.Create() : null;
            var credential = CredentialOf(key, result.GetValue(certificate), result.GetValue(token), faults);
            string[] kinds = result.GetValue(subjects)!;
            if (Array.Exists(kinds, static kind => kind is not ("organisations" or "persons")))
                faults.Add("--subject: organisations or persons.");
            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            var caller = new StoredCaller
            {
                Id = result.GetValue(id)!,
                DepartmentCode = result.GetValue(department),
                Credential = credential,
                Scopes = [.. result.GetValue(scopes)!.Distinct()],
                Matters = result.GetValue(matters) is { Length: > 0 } some ? [.. some.Distinct()] : null,
                Regions = result.GetValue(regions) is { Length: > 0 } prefixes ? [.. prefixes.Distinct()] : null,
                Organisations = kinds.Contains("organisations"),
                Persons = kinds.Contains("persons"),
                Share = new Share(result.GetValue(rate), result.GetValue(outstanding)),
                CreatedAt = foundation.Clock.GetUtcNow(),
            };
            faults.AddRange(CallerRules.FaultsOf(caller, [.. RecordPermissions.Kinds]));
            if (faults.Count == 0 && !await foundation.CallerStore.AddAsync(caller, stop))
                faults.Add($"{caller.Id}: the id or the credential is taken, if only by a caller that was revoked.");
            foreach (var fault in faults)
                await Console.Error.WriteLineAsync(fault);
            if (faults.Count > 0)
                return CommandLine.Wrong;

            var catalogue = foundation.Catalogs.InForceNow().Catalogue;
            string[] unknown = [.. caller.Matters?.Where(code => catalogue.FindMatter(code) is null) ?? []];
            await output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(new { id = caller.Id, apiKey = key, unknownMatters = unknown })
                : Text(caller, key, unknown));
            return CommandLine.Done;
        });
        return verb;
    }

    private static string Text(StoredCaller caller, string? key, string[] unknownMatters) =>
        $"Added 已添加: {caller.Id}"
        + (key is null ? "" : $"\nAPI key, shown this once 密钥仅显示一次: {key}")
        + string.Concat(unknownMatters.Select(static matter => $"\nThe catalogue in force has no matter {matter}. 现行目录中没有该事项"));

    private static Option<string[]> Words(string name, string description) => new(name)
    {
        Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [],
    };

    private static Credential CredentialOf(string? key, string? certificate, string? token, List<string> faults)
    {
        if (certificate is not null && token is not null)
            faults.Add("Either --certificate or --token: one caller has one credential.");
        if (key is not null)
            return Credential.OfKey(key);
        if (certificate is null)
            return Credential.OfToken(token!);
        try
        {
            using var read = X509CertificateLoader.LoadCertificateFromFile(certificate);
            return Credential.OfCertificate(CertificatePin.Of(read).Name);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException)
        {
            faults.Add($"--certificate: {exception.Message}");
            return Credential.OfCertificate("");
        }
    }
}
