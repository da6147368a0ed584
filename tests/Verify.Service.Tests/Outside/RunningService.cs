using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Verify.Hosting;
using Verify.Registry;
using Verify.Service.Tests.Catalogs;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>The real service on real ports, its store in memory, its clock in the test's hand.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Foundation _foundation;
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private RunningService(TemporaryFolder folder, Foundation foundation, WebApplication app, ManualClock clock)
    {
        (_folder, _foundation, _app, Clock) = (folder, foundation, app, clock);
        var addresses = VerifyServer.AddressesOf(app);
        _channel = GrpcChannel.ForAddress(addresses[0]);
        Verification = new VerificationService.VerificationServiceClient(_channel);
        Registry = new RegistryService.RegistryServiceClient(_channel);
        Catalog = new CatalogService.CatalogServiceClient(_channel);
        Audit = new AuditService.AuditServiceClient(_channel);
        Http = new HttpClient { BaseAddress = addresses[1] };
        GrpcAddress = addresses[0];
        TlsAddress = addresses.Count > 2 ? addresses[2] : null;
    }

    public ManualClock Clock { get; }

    public Uri GrpcAddress { get; }

    /// <summary>Where everything is served over TLS, if it is.</summary>
    public Uri? TlsAddress { get; }

    public VerificationService.VerificationServiceClient Verification { get; }

    public RegistryService.RegistryServiceClient Registry { get; }

    public CatalogService.CatalogServiceClient Catalog { get; }

    public AuditService.AuditServiceClient Audit { get; }

    /// <summary>For Connect and the pages.</summary>
    public HttpClient Http { get; }

    public Foundation Foundation => _foundation;

    /// <summary>
    /// Starts a service; with nothing said its store is in memory and its catalogue that of the worked examples. Services that share
    /// a data folder share store and keys. Where time passes, it begins at the same instant and goes by itself.
    /// </summary>
    public static async Task<RunningService> StartAsync(
        string? catalogFolder = null, string? database = null, string? data = null, DateTimeOffset? now = null, string? sqlServer = null,
        bool timePasses = false, Action<VerifyOptions>? configure = null, Func<IRegistryStore, IRegistryStore>? around = null,
        Action<ILoggingBuilder>? logging = null)
    {
        var folder = new TemporaryFolder();
        var clock = new ManualClock();
        clock.Now = now ?? clock.Now;
        var options = new VerifyOptions
        {
            GrpcPort = 0,
            HttpPort = 0,
            TlsPort = 0,
            Data = data ?? folder.Path,
            Catalog = catalogFolder ?? RepositoryCatalogs.WorkedExamplesFolder,
            Demo = { Enabled = false },
            // Its clock stands still.
            Limits = { RefusalMs = 0 },
            Store =
            {
                Sqlite = database ?? (data is null && sqlServer is null ? "Data Source=:memory:" : ""),
                SqlServer = sqlServer ?? "",
            },
        };
        // Nothing reaches the store by itself in time: what a test reads of the register, it reads because readers wait for the journal.
        options.Register.ShipMs = 10_000;
        configure?.Invoke(options);
        var foundation = await Foundation.OpenAsync(
            options, TestContext.Current.CancellationToken, timePasses ? new ShiftedClock(clock.Now) : clock, logging, around);
        var app = VerifyServer.Build(foundation, logging ?? (static builder => builder.SetMinimumLevel(LogLevel.Warning)));
        await app.StartAsync(TestContext.Current.CancellationToken);

        // It is on the roll and follows the registry: what a test does to the store next does not meet it half started.
        await foundation.Kept.Freshness.RenewAsync(TestContext.Current.CancellationToken);
        return new RunningService(folder, foundation, app, clock);
    }

    /// <summary>Puts facts on record, each as a request of its own.</summary>
    /// <returns>The last revision.</returns>
    public async Task<long> RecordAsync(Action<World> facts)
    {
        var world = new World();
        facts(world);
        var revision = 0L;
        foreach (var record in world.Records)
        {
            record.RequestId = $"{Guid.NewGuid()}";
            revision = (await Registry.RecordAsync(record, cancellationToken: TestContext.Current.CancellationToken)).Revision;
        }

        return revision;
    }

    /// <summary>Lets time pass here until something is done that waits for it: a lift, while another instance stands still.</summary>
    public async Task PassTimeUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            Clock.Now += TimeSpan.FromMilliseconds(Foundation.Options.Store.RevisionPollMs);
            await Task.Yield();
        }

        await done;
    }

    /// <summary>Waits until so many streams wait for the clock, and nobody else but those who always do: two polls and the beat.</summary>
    public Task WhenStreamsWaitAsync(int streams) => Clock.WhenTimersAsync(due => due.Count == streams + 3);

    /// <summary>Stops as a host does that is told to.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        await _app.DisposeAsync();
        await _foundation.DisposeAsync();
        _folder.Dispose();
    }
}
