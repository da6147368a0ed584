using Verify.Callers;
using Verify.Demo;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Hosting;

/// <summary>
/// Plays a service before it opens, so that whatever runs for the first caller has run before, who would else wait while it is loaded and
/// compiled. Another service in this process, with a registry, a register, callers and ports of its own, is asked as anybody would ask,
/// and is gone with all that it wrote. The one that opens has no part in it: nobody finds in it a check that nobody made, nor a count, a
/// log entry or a kept dossier.
/// </summary>
internal static class Rehearsal
{
    // Each organisation is asked about so often: once from the store, once from memory.
    private const int Rounds = 2;

    /// <summary>Plays on a stage of its own, to the end or until its time is over (<see cref="VerifyOptions.WarmUpMs"/>).</summary>
    /// <param name="options">Of the service that is to open.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task PlayAsync(VerifyOptions options, CancellationToken cancellation) => TryAsync(
        options,
        async stop =>
        {
            var stage = Directory.CreateTempSubdirectory("verify-rehearsal-");
            try
            {
                await PlayOnAsync(stage, options, stop);
            }
            finally
            {
                stage.Delete(recursive: true);
            }
        },
        cancellation);

    /// <summary>
    /// What the service that opens can only do by itself: it lays its routes when they are first taken, and reads its store for the first
    /// time. It is asked for a page that nobody counts, and reads the dossier of nobody.
    /// </summary>
    /// <param name="foundation">What it stands on.</param>
    /// <param name="addresses">Where it listens, as <see cref="VerifyServer.AddressesOf"/> gives them.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task EnterAsync(Foundation foundation, IReadOnlyList<Uri> addresses, CancellationToken cancellation) => TryAsync(
        foundation.Options,
        async stop =>
        {
            await foundation.Store.ReadAsync([new SubjectKey("")], Knowledge.Now, stop);
            using var caller = new RehearsalCaller();
            for (var i = 0; i < addresses.Count; i++)
                await caller.LookAsync(new Uri(addresses[i], "healthz/live"), isHttp2: i != 1, stop);
        },
        cancellation);

    /// <summary>The play itself, which leaves on the stage whatever a service writes.</summary>
    internal static async Task PlayOnAsync(DirectoryInfo stage, VerifyOptions options, CancellationToken cancellation)
    {
        await using var foundation = await Foundation.OpenAsync(OptionsOn(stage, options), cancellation, logging: static _ => { });
        var samples = await Demonstration.LoadAsync(foundation, TextWriter.Null, cancellation);
        var key = ApiKey.Create();
        await foundation.CallerStore.AddAsync(Known(key, foundation.Clock.GetUtcNow()), cancellation);
        await using var app = VerifyServer.Build(foundation, static _ => { });
        await app.StartAsync(cancellation);
        // Until it has read of its caller it would serve anybody, and look at no key.
        while (foundation.Callers.IsOpen)
            await Task.Delay(1, cancellation);
        using (var caller = new RehearsalCaller(key))
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var sample in samples)
                    await caller.CheckAsync(VerifyServer.AddressesOf(app)[0], sample.Code, cancellation);
            }
        }

        await app.StopAsync(cancellation);
    }

    private static async Task TryAsync(VerifyOptions options, Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        if (options.WarmUpMs == 0)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.WarmUpMs);
        try
        {
            await act(limit.Token);
        }
#pragma warning disable CA1031 // Whatever it is, nobody is waiting for it yet.
        catch (Exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The failure becomes a colder start, which is slower and not wrong.
        }
    }

    private static VerifyOptions OptionsOn(DirectoryInfo stage, VerifyOptions options) => new()
    {
        Data = stage.FullName,
        GrpcPort = 0,
        HttpPort = 0,
        DrainMs = 0,
        Demo = { Organisations = DemoCounty.FewestOrganisations },
        Cache = { MemoryMiB = Math.Min(options.Cache.MemoryMiB, DossierCacheOptions.MemoryMiBMin) },
        Telemetry = { Metrics = options.Telemetry.Metrics },
    };

    private static StoredCaller Known(string key, DateTimeOffset now) => new()
    {
        Id = "rehearsal",
        Credential = Credential.OfKey(key),
        Scopes = [ScopeNames.Of(Scopes.Check)],
        CreatedAt = now,
    };
}
