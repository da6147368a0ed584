using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Verify.Tests.Stores;
using Verify.Tests.Transport;

namespace Verify.Service.Tests.Redis;

/// <summary>
/// A Redis server of one test, on a free loopback port and with a folder of its own, that can be frozen, killed and started anew. It
/// keeps nothing on disk unless its settings say so.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const int AttemptsMax = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _settings;
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;

    private RedisServer(int port, string[] settings)
    {
        Port = port;
        _settings = settings;
    }

    /// <summary>The port, which stays the same when the server is started anew.</summary>
    public int Port { get; }

    /// <summary>The process, while one runs.</summary>
    public int Pid => _process!.Id;

    /// <summary>Where it keeps files, if it is told to.</summary>
    public string Folder => _folder.Path;

    /// <summary>Configuration string of a client.</summary>
    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>Starts a server and waits until it accepts connections; without Redis on this machine the test is skipped.</summary>
    /// <param name="settings">As on the command line of redis-server; <c>{port}</c> stands for the port.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = Reserve(settings);
            if (await server.TryStartAsync(server._settings))
                return server;

            // Somebody else took the port in the meantime, most likely.
            await server.DisposeAsync();
            if (attempt == AttemptsMax)
                throw new InvalidOperationException("redis-server does not start; its output is among the test's.");
        }
    }

    /// <summary>A server that does not run yet, whose port is known.</summary>
    public static RedisServer Reserve(params string[] settings)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        if (!Array.Exists(folders, static folder => File.Exists(Path.Combine(folder, "redis-server"))))
            Assert.Skip("redis-server is not installed (Debian: apt-get install redis-server).");
        return new RedisServer(FreePort(), settings);
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it, again or for the first time, with the settings that it had or with others.</summary>
    public async Task RestartAsync(params string[] settings)
    {
        await EndAsync();
        if (!await TryStartAsync(settings.Length > 0 ? settings : _settings))
            throw new InvalidOperationException("redis-server does not start; its output is among the test's.");
    }

    /// <summary>SIGKILL: nothing is saved and nobody is told.</summary>
    public Task KillAsync() => EndAsync();

    /// <summary>SIGSTOP: connections are accepted and stay open, nothing is ever answered.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>What redis-cli, a client of another make, prints for a command.</summary>
    public async Task<string> AskAsync(params string[] command)
    {
        var peer = await Peer.Run(Folder, "redis-cli", ["-p", $"{Port}", .. command]);
        Assert.True(peer.ExitCode == 0, peer.Error + peer.Output);
        return peer.Output.TrimEnd('\n');
    }

    /// <summary>How often it has logged something since it was ready.</summary>
    public int Said(string words) => _said.Count(line => line.Contains(words, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Dispose();
    }

    private async Task<bool> TryStartAsync(string[] settings)
    {
        var start = new ProcessStartInfo("redis-server")
        {
            ArgumentList = { "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "no" },
            RedirectStandardOutput = true,
        };
        foreach (var setting in settings)
            start.ArgumentList.Add(setting.Replace("{port}", $"{Port}", StringComparison.Ordinal));
        var process = _process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = ListenAsync(process.StandardOutput);
                return true;
            }

            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        return false;
    }

    /// <summary>It would stand still once nobody reads what it has to say.</summary>
    private async Task ListenAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            _said.Enqueue(line);
    }

    private async Task SignalAsync(string signal)
    {
        var peer = await Peer.Run(Folder, "kill", signal, $"{Pid}");
        Assert.Equal(0, peer.ExitCode);
    }

    private async Task EndAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
