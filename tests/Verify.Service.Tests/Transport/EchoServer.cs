using System.Collections.Concurrent;
using System.Net;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verify.Tests.Stores;
using Verify.Transport.Connect;
using Verify.Transport.Health;
using Verify.Transport.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Verify.Tests.Transport;

/// <summary>A real server with every transport under test, on one HTTP/1.1 and one HTTP/2 port of loopback.</summary>
public sealed class EchoServer : IAsyncLifetime
{
    private WebApplication? _app;

    internal EchoProbe Probe { get; } = new();

    internal ManualClock Time { get; } = new();

    internal ConcurrentQueue<(LogLevel Level, string Text)> Log { get; } = [];

    internal HealthStates Health => _app!.Services.GetRequiredService<HealthStates>();

    internal Uri Http1 => new(_app!.Urls.First());

    internal Uri Http2 => new(_app!.Urls.Last());

    internal IReadOnlyList<Endpoint> Endpoints => _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    internal bool TimeStandsStill { get; init; }

    internal Action<GrpcServiceOptions> ConfigureGrpc { get; init; } = _ => { };

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Logging.AddProvider(new QueueLoggerProvider(Log));
        if (TimeStandsStill) builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Probe);
        builder.Services.AddSingleton<HealthStates>();
        builder.Services.AddSingleton(new DescriptorIndex(Services));
        builder.Services.AddGrpc(ConfigureGrpc);
        builder.Services.AddConnect();
        _app = builder.Build();
        _app.MapGrpcService<EchoService>();
        _app.MapGrpcService<HealthService>();
        _app.MapGrpcService<ReflectionService>();
        _app.MapGrpcService<ReflectionServiceV1Alpha>();
        _app.MapConnectService<EchoService>();
        _app.MapConnectService<HealthService>();
        await _app.StartAsync();
    }

    internal static ServiceDescriptor[] Services =>
    [
        Test.V1.EchoService.Descriptor,
        Grpc.Health.V1.Health.Descriptor,
        Grpc.Reflection.V1.ServerReflection.Descriptor,
    ];

    internal Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();
}
