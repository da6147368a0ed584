using System.Diagnostics;
using Grpc.Net.Client;
using Verify.Service.Tests.Catalogs;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>The service as a process of its own, which can be killed as a power cut would.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _channel = GrpcChannel.ForAddress(address);
        Registry = new RegistryService.RegistryServiceClient(_channel);
        Verification = new VerificationService.VerificationServiceClient(_channel);
        Audit = new AuditService.AuditServiceClient(_channel);
    }

    /// <summary>Where it listens for HTTP/2.</summary>
    public Uri Address { get; }

    public RegistryService.RegistryServiceClient Registry { get; }

    public VerificationService.VerificationServiceClient Verification { get; }

    public AuditService.AuditServiceClient Audit { get; }

    public int Id => _process.Id;

    /// <summary>Starts the service on a folder, with the catalogue of the worked examples.</summary>
    public static Task<ServiceProcess> StartAsync(string dataFolder, params string[] settings) => StartAsync("dotnet", [], dataFolder, settings);

    /// <summary>Starts it so that a file that may not grow is an error of the write, as a full disk is, and not the end of the process.</summary>
    public static Task<ServiceProcess> StartUnderLimitsAsync(string dataFolder, params string[] settings) =>
        StartAsync("sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "dotnet"], dataFolder, settings);

    /// <summary>Starts it with a folder of its own for what is temporary.</summary>
    public static Task<ServiceProcess> StartWithTemporaryAsync(string temporaryFolder, string dataFolder, params string[] settings) =>
        StartAsync("env", [$"TMPDIR={temporaryFolder}", "dotnet"], dataFolder, settings);

    /// <summary>SIGKILL: no handler, no flush, no goodbye.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as an operator stops it.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", $"-TERM {_process.Id}"))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _channel.Dispose();
    }

    private static async Task<ServiceProcess> StartAsync(string program, string[] before, string dataFolder, string[] settings)
    {
        var start = new ProcessStartInfo(program, before)
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Verify.Service.dll"),
                "serve",
                "--data", dataFolder,
                "--catalog", RepositoryCatalogs.WorkedExamplesFolder,
                "--Verify:GrpcPort=0",
                "--Verify:HttpPort=0",

                // Cold starts are no failure, and there are many.
                "--Verify:WarmUpMs=0",

                // A machine that is busy with other tests is no store that hangs.
                "--Verify:Cache:AttemptMs=60000",
            },
            RedirectStandardOutput = true,
        };
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        var process = Process.Start(start)!;
        try
        {
            return new ServiceProcess(process, await AddressAsync(process.StandardOutput));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<Uri> AddressAsync(StreamReader banner)
    {
        while (await banner.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("gRPC (HTTP/2)", StringComparison.Ordinal))
                return new Uri(line.Split(' ')[^1]);
        }

        throw new InvalidOperationException("The service ended before it was ready.");
    }
}
