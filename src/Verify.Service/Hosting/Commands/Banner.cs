using System.Globalization;
using Verify.Demo;
using Verify.Receipts;

namespace Verify.Hosting.Commands;

/// <summary>What a newcomer sees once the service answers: where it listens, who may ask, what to try.</summary>
internal static class Banner
{
    public static async Task WriteAsync(
        TextWriter output, Foundation foundation, IReadOnlyList<Uri> addresses, IReadOnlyList<DemoSample> samples)
    {
        var revision = await foundation.Store.ReadRevisionAsync(CancellationToken.None);
        var catalog = foundation.Catalogs.InForceNow().Stored.Version;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""

            Verify 核验服务 is ready.
              gRPC (HTTP/2)      {addresses[0]}
              Connect, JSON      {addresses[1]}
              console 控制台     {addresses[1]}console/
              registry           revision {revision:N0}
              catalogue          {catalog}
              callers            {CallersOf(foundation)}
              receipts           {ReceiptsOf(foundation)}
              clock              {foundation.Clock.GetUtcNow():O}
            """));
        var isOpen = foundation.Callers.IsOpen;
        if (addresses.Count > 2)
            await output.WriteLineAsync($"  TLS                {addresses[2]}");
        if (samples.Count > 0)
        {
            await output.WriteLineAsync("\nTry 试一试:");
            foreach (var sample in samples)
                await output.WriteLineAsync($"  {sample.Code}  {sample.What.Chinese} {sample.What.English}");
        }

        var code = samples.Count > 0 ? samples[0].Code : "91520523MA6HQ0013R";
        await output.WriteLineAsync($$"""

              curl -s {{addresses[1]}}verify.v1.VerificationService/Check -H 'content-type: application/json'{{(isOpen ? "" : " -H 'authorization: Bearer vk_…'")}} \
                -d '{"subject":{"code":"{{code}}"},"matterCode":"LIC","caseNumber":"CASE-1","stage":"ACCEPT","regionCode":"520523"}'

              dotnet run --project src/Verify.Service -- check {{code}} --matter LIC
            """);
    }

    private static string ReceiptsOf(Foundation foundation) => foundation.Signer.IsMade
        ? $"signed with {Path.Combine(foundation.Options.Data, ReceiptSigner.KeyFile)}, made here. No key configured: not for production."
        : $"signed with key {foundation.Options.Receipts.CurrentKey}";

    private static string CallersOf(Foundation foundation) => foundation.Callers switch
    {
        { IsOpen: false, Count: var count } => string.Create(CultureInfo.InvariantCulture, $"{count:N0} configured"),
        _ when foundation.Options.Tls.Certificate.Length > 0 =>
            "open development caller, loopback only. No callers configured: not for production.",
        _ => "open development caller, loopback only. No TLS, no callers configured: not for production.",
    };
}
