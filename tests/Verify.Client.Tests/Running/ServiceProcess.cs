using System.Diagnostics;

namespace Verify.Client.Tests.Running;

/// <summary>The real service as a process of its own, on the demonstration county; stopped as an operator does, or killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public int Port => new Uri(Address).Port;

    /// <summary>Starts the service on a folder; services that share one share store and keys.</summary>
    public static async Task<ServiceProcess> StartAsync(string dataFolder, int port = 0, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Verify.Service.dll"),
                "serve",
                "--data", dataFolder,
                $"--Verify:GrpcPort={port}",
                "--Verify:HttpPort=0",
                "--Verify:Demo:Organisations=400",

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

    /// <summary>Runs a command of the service to its end, and gives what it printed.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Verify.Service.dll"), .. arguments]) { RedirectStandardOutput = true };
        using var program = Process.Start(start)!;
        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, program.ExitCode);
        return output;
    }

    /// <summary>SIGKILL: no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, as an operator stops it; returns when it is gone.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", $"-TERM {_process.Id}"))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> AddressAsync(StreamReader banner)
    {
        string? address = null;
        while (await banner.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("gRPC (HTTP/2)", StringComparison.Ordinal))
                address = line.Split(' ')[^1];
            // The last thing that it says: then it is warm, and nobody fills the pipe.
            if (address is not null && line.TrimStart().StartsWith("clock", StringComparison.Ordinal))
                return address;
        }

        throw new InvalidOperationException("The service ended before it was ready.");
    }
}
