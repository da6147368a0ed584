using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Verify.Hosting;

namespace Verify.Console.Tests;

/// <summary>The real service with a small demonstration county, started once for all tests.</summary>
public sealed class Service : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verify-console-").FullName;
    private Foundation _foundation = null!;
    private WebApplication _app = null!;

    /// <summary>Where the console is.</summary>
    public Uri Console => new(VerifyServer.AddressesOf(_app)[1], "/console/");

    public async ValueTask InitializeAsync()
    {
        var options = new VerifyOptions { GrpcPort = 0, HttpPort = 0, Data = _folder, Demo = { Organisations = 200 }, Now = "2026-06-15T10:00:00+08:00" };
        _foundation = await Foundation.OpenAsync(options, CancellationToken.None);
        await Demonstration.LoadAsync(_foundation, TextWriter.Null, CancellationToken.None);
        _app = VerifyServer.Build(_foundation, static logging => logging.SetMinimumLevel(LogLevel.Warning));
        await _app.StartAsync();
        await _foundation.Kept.Freshness.RenewAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _foundation.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
