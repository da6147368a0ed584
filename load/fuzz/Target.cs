using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Verify.Load.Fuzz.Cases;

namespace Verify.Load.Fuzz;

/// <summary>The service in a process of its own, on an empty data folder, with everything that it writes kept.</summary>
internal sealed partial class Target : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("verify-fuzz-").FullName;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public IPEndPoint Grpc { get; private set; } = new(IPAddress.Loopback, 0);

    public IPEndPoint Connect { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The API key of its only caller; null where everybody on this machine is one.</summary>
    public string? Key { get; private set; }

    public bool HasEnded => _process!.HasExited;

    /// <summary>What it holds of memory now, in MiB.</summary>
    public long ResidentMiB
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<Target> StartAsync(bool hasCallers, params string[] settings)
    {
        var target = new Target();
        if (hasCallers)
            target.Key = await target.AddCallerAsync();
        target._process = target.Run("serve", ["--Verify:GrpcPort=0", "--Verify:HttpPort=0", "--Verify:Demo:Organisations=200", .. settings]);
        _ = target.ReadAsync(target._process.StandardOutput);
        _ = target.ReadAsync(target._process.StandardError);
        await target._ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return target;
    }

    /// <summary>What its log says that it must not: who somebody is; and failures, each kind once, by the line that threw.</summary>
    public IReadOnlyList<string> FaultsOfLog()
    {
        string[] lines;
        lock (_log)
            lines = _log.ToString().Split('\n');
        var marks = lines.Where(static line => Marks.FindIn(line) is not null).Take(1).Select(static line => $"the log tells who somebody is: {line}");
        return [.. marks, .. lines.Select((line, at) => line.StartsWith("fail: ", StringComparison.Ordinal) || line.StartsWith("crit: ", StringComparison.Ordinal) ? KindOf(lines, at) : null).OfType<string>().Distinct()];
    }

    private static string KindOf(string[] lines, int at)
    {
        var entry = lines.Skip(at + 1).TakeWhile(static line => line.StartsWith("      ", StringComparison.Ordinal)).ToArray();
        var frames = entry.Where(static line => line.Contains(" at Verify.", StringComparison.Ordinal)).Take(2);
        return $"logged {lines[at].Trim()} {string.Join(" | ", entry.Where(static line => line.Contains("Exception", StringComparison.Ordinal)).Take(1).Concat(frames).Select(static line => line.Trim()))}";
    }

    /// <summary>Lines that it has logged.</summary>
    public int LogLines
    {
        get
        {
            lock (_log)
                return _log.ToString().Count(static letter => letter == '\n');
        }
    }

    /// <summary>Stops it as an operator does.</summary>
    /// <returns>Its exit code, or null where it did not stop.</returns>
    public async Task<int?> StopAsync()
    {
        _ = Kill(_process!.Id, Terminate);
        using var patience = new CancellationTokenSource(StopMax);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> AddCallerAsync()
    {
        using var adding = Run("caller",
        [
            "add", "fuzz", "--department", "MARKET", "--scope", "check", "--scope", "record", "--scope", "registry.read", "--scope", "catalogue", "--scope", "audit",
            "--subject", "organisations", "--subject", "persons",
        ]);
        var output = await adding.StandardOutput.ReadToEndAsync();
        await adding.WaitForExitAsync();
        var at = output.IndexOf("vk_", StringComparison.Ordinal);
        return at >= 0 ? output[at..].Split()[0] : throw new InvalidOperationException($"No caller was added: {output} {await adding.StandardError.ReadToEndAsync()}");
    }

    private Process Run(string command, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "Verify.Service.dll"), command, .. arguments, "--data", _folder])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (!_ready.Task.IsCompleted)
                Listen(line);
            else
                Keep(line);
        }
    }

    // What is printed before it serves names sample organisations, and who can be asked about in the demonstration.
    private void Listen(string line)
    {
        if (line.Contains("gRPC (HTTP/2)", StringComparison.Ordinal))
            Grpc = EndOf(line);
        else if (line.Contains("Connect, JSON", StringComparison.Ordinal))
            Connect = EndOf(line);
        else if (line.TrimStart().StartsWith("dotnet run", StringComparison.Ordinal))
            _ready.TrySetResult();
        else if (line.StartsWith("fail: ", StringComparison.Ordinal))
            Keep(line);
    }

    private void Keep(string line)
    {
        lock (_log)
            _log.AppendLine(line);
    }

    private static IPEndPoint EndOf(string line) => new(IPAddress.Loopback, int.Parse(line[(line.LastIndexOf(':') + 1)..].TrimEnd('/'), CultureInfo.InvariantCulture));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
