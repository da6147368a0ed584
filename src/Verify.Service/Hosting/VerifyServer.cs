using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Verify.Callers;
using Verify.Hosting.Observation;
using Verify.Telemetry;
using Verify.Telemetry.Prometheus;
using Verify.Transport;
using Verify.Transport.Connect;
using Verify.Transport.Health;
using Verify.Transport.Reflection;

namespace Verify.Hosting;

/// <summary>Kestrel with the services of the contract over a foundation: gRPC, Connect, health, reflection.</summary>
public static class VerifyServer
{
    /// <summary>Builds the server; it listens once it is started.</summary>
    /// <param name="foundation">What must stand before the first question.</param>
    /// <param name="logging">Sets up logging; null for warnings to the console.</param>
    /// <exception cref="StartRefusedException">Nobody is known who might ask, and others than this machine could.</exception>
    public static WebApplication Build(Foundation foundation, Action<ILoggingBuilder>? logging = null)
    {
        if (foundation.Options.FaultsAtServing(foundation.Callers.IsOpen).ToArray() is { Length: > 0 } faults)
            throw new StartRefusedException(faults);

        // The settings are read once. Watching their folder for changes would have the kernel tell of every write to data that lie below it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Logging.ClearProviders();
        (logging ?? LogWarningsToConsole)(builder.Logging);
        // It only tells of every request, and makes an activity for each as soon as anybody would listen.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, foundation.Options));
        AddServices(builder.Services, foundation);

        var app = builder.Build();
        MakeSingletons(builder.Services, app.Services);
        app.UseReasons(foundation.Options.Limits.MessageBytesMax);
        app.MapGrpcService<VerificationEndpoint>();
        app.MapGrpcService<RegistryEndpoint>();
        app.MapGrpcService<CatalogEndpoint>();
        app.MapGrpcService<AuditEndpoint>();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionService>();
        app.MapGrpcService<ReflectionServiceV1Alpha>();
        app.MapConnectService<VerificationEndpoint>();
        app.MapConnectService<RegistryEndpoint>();
        app.MapConnectService<CatalogEndpoint>();
        app.MapConnectService<AuditEndpoint>();
        app.MapConnectService<HealthService>();
        app.MapHealthPages(foundation);
        app.MapReceiptPages(foundation.Signer);
        app.MapConsole();
        if (foundation.Options.Telemetry.Metrics)
            app.MapMetrics(app.Services.GetRequiredService<MeterReader>());
        ObservedService.Observe(foundation);
        app.Lifetime.ApplicationStarted.Register(foundation.Revisions.Start);
        app.Lifetime.ApplicationStarted.Register(foundation.Callers.Start);
        foundation.Revisions.WentBack.Register(() =>
        {
            Log.RegistryWentBack(app.Logger);
            app.Lifetime.StopApplication();
        });
        return app;
    }

    /// <summary>The addresses that a started server listens on, gRPC first, then HTTP, then TLS.</summary>
    public static IReadOnlyList<Uri> AddressesOf(WebApplication app) =>
    [
        .. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(static address => new Uri(address)),
    ];

    private static void AddServices(IServiceCollection services, Foundation foundation)
    {
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = foundation.Options.Limits.MessageBytesMax;
            options.MaxSendMessageSize = foundation.Options.Limits.MessageBytesMax;
            options.IgnoreUnknownServices = true; // see UseReasons
            options.Interceptors.Add<RefusalPause>(); // outermost: what it holds back is over for the others
            options.Interceptors.Add<CallMeter>();
            options.Interceptors.Add<DefectInterceptor>();
            options.Interceptors.Add<ReaderPatience>();
        });
        services.AddConnect();
        services.AddSingleton(foundation.Clock);
        services.AddSingleton(foundation.Meter);
        // From a factory, so that it ends with the server.
        services.AddSingleton(_ => new MeterReader(meter => foundation.Meter.Is(meter) || meter.Name == "System.Runtime"));
        services.AddSingleton<CallMeter>();
        services.AddSingleton<DefectInterceptor>();
        services.AddSingleton(new ReaderPatience(TimeSpan.FromSeconds(foundation.Options.Limits.UnreadSeconds), foundation.Clock));
        services.AddSingleton(new RefusalPause(TimeSpan.FromMilliseconds(foundation.Options.Limits.RefusalMs), foundation.Clock));
        services.AddSingleton(foundation.Keys);
        services.AddSingleton(foundation.Store);
        services.AddSingleton(foundation.Kept.Lifts);
        services.AddSingleton(foundation.Catalogs);
        services.AddSingleton(foundation.Recording);
        services.AddSingleton(foundation.Streaming);
        services.AddSingleton(foundation.Checking);
        services.AddSingleton(foundation.Watching);
        services.AddSingleton(foundation.Reading);
        services.AddSingleton(foundation.Audit);
        services.AddSingleton(foundation.Log);
        services.AddSingleton(foundation.Reporting);
        services.AddSingleton(foundation.Noticing);
        services.AddSingleton(foundation.Receipting);
        services.AddSingleton(foundation.Signer);
        services.AddHostedService(_ => new DossierKeeper(foundation.Kept));
        services.AddSingleton(foundation.Callers);
        services.AddSingleton<CallAdmission>();
        services.AddSingleton(new HeavyGate(foundation.Options.Limits.BatchesMax, foundation.Options.Limits.BatchesWaitingMax, foundation.Meter));
        services.AddSingleton(provider => new PersonProbes(
            foundation.Options.Callers.PersonsPerHourMax, provider.GetRequiredService<ILogger<PersonProbes>>()));
        services.AddSingleton<CheckReading>();
        services.AddSingleton<ReportReading>();
        services.AddSingleton<DraftReading>();
        services.AddSingleton<DueList>();
        services.AddSingleton<ReceiptIssue>();
        services.AddSingleton<VerificationEndpoint>();
        services.AddSingleton<RegistryEndpoint>();
        services.AddSingleton<CatalogEndpoint>();
        services.AddSingleton<AuditEndpoint>();
        services.AddSingleton(HealthOf());
        services.AddSingleton<HealthService>();
        services.AddHostedService(provider => new Draining(provider.GetRequiredService<HealthStates>(), foundation));
        services.AddSingleton(new DescriptorIndex(
            V1.VerificationService.Descriptor,
            V1.RegistryService.Descriptor,
            V1.CatalogService.Descriptor,
            V1.AuditService.Descriptor,
            Grpc.Health.V1.Health.Descriptor,
            Grpc.Reflection.V1.ServerReflection.Descriptor));
        services.AddSingleton<ReflectionService>();
        services.AddSingleton<ReflectionServiceV1Alpha>();
    }

    /// <summary>What calls need is made now, and not while the first of them waits; what cannot be made is a start that fails.</summary>
    private static void MakeSingletons(IServiceCollection services, IServiceProvider provider)
    {
        foreach (var service in services.Where(static one => one is { Lifetime: ServiceLifetime.Singleton, IsKeyedService: false }))
        {
            if (service.ImplementationType?.Assembly == typeof(VerifyServer).Assembly)
                provider.GetRequiredService(service.ServiceType);
        }
    }

    private static HealthStates HealthOf()
    {
        var states = new HealthStates();
        foreach (var service in (string[])["", "verify.v1.VerificationService", "verify.v1.RegistryService", "verify.v1.CatalogService", "verify.v1.AuditService"])
            states.Set(service, HealthCheckResponse.Types.ServingStatus.Serving);
        return states;
    }

    private static void Listen(KestrelServerOptions kestrel, VerifyOptions options)
    {
        var address = IPAddress.Parse(options.Address);
        kestrel.AddServerHeader = false;
        options.Limits.Apply(kestrel.Limits);
        var clear = IPAddress.IsLoopback(address) ? address
            : address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback
            : IPAddress.IPv6Loopback;
        kestrel.Listen(clear, options.GrpcPort, static listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(clear, options.HttpPort, static listen => listen.Protocols = HttpProtocols.Http1);
        if (options.Tls.Certificate.Length == 0)
            return;
        kestrel.Listen(address, options.TlsPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(CertificateOf(options.Tls), static https =>
            {
                // Whoever has a certificate shows it. Its key is compared with those of known callers at each call, so no issuer counts.
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        });
    }

    private static X509Certificate2 CertificateOf(TlsOptions tls)
    {
        var isPem = Path.GetExtension(tls.Certificate) is not (".pfx" or ".p12");
        if (!isPem)
            return X509CertificateLoader.LoadPkcs12FromFile(tls.Certificate, tls.Password);
        var key = tls.Key.Length > 0 ? tls.Key : tls.Certificate;
        return tls.Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(tls.Certificate, tls.Password, key)
            : X509Certificate2.CreateFromPemFile(tls.Certificate, key);
    }

    private static void LogWarningsToConsole(ILoggingBuilder logging) => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
}
