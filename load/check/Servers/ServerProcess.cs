using System.Diagnostics;
using System.Globalization;
using System.Net;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Servers;

/// <summary>A program pinned to one CPU, that says on its output where it listens.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private bool _disposed;
    private readonly Dictionary<string, int> _ports = [];

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    private string Program => string.Join(' ', _process.StartInfo.ArgumentList.Skip(2));

    /// <summary>Starts a program and waits until it has said every one of <paramref name="says"/>.</summary>
    /// <param name="cpu">Where it runs.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">What its environment holds beside ours.</param>
    /// <param name="isLogged">Whether <see cref="LoggedTo"/> follows.</param>
    /// <param name="says">What stands in the lines that end with a port, or with an address that has one.</param>
    public static ServerProcess Start(
        int cpu, string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> settings, bool isLogged, params string[] says)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cpu.ToString(CultureInfo.InvariantCulture), program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = isLogged,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!);
        server.Listen(says);
        return server;
    }

    /// <summary>Keeps what the program logs from now on; it would stop once the pipes were full, if nobody read.</summary>
    public ServerProcess LoggedTo(ServerLog log)
    {
        log.Read(_process.StandardOutput, isLastWords: false);
        log.Read(_process.StandardError, isLastWords: true);
        return this;
    }

    public IPEndPoint this[string what] => new(IPAddress.Loopback, _ports[what]);

    /// <summary>SIGKILL: no handler, no goodbye.</summary>
    public void Kill()
    {
        Signal(Kernel.SigKill);
        _process.WaitForExit();
    }

    public void Pause() => Signal(Kernel.SigStop);

    public void Resume() => Signal(Kernel.SigContinue);

    /// <summary>Asks over standard input and output, one line each; what else was said before is passed over.</summary>
    /// <param name="question">The question.</param>
    /// <param name="within">How long to wait for each line.</param>
    /// <param name="begins">What the answer begins with.</param>
    /// <returns>The rest of the answer.</returns>
    /// <exception cref="InvalidOperationException">The program ended, or says nothing.</exception>
    public string Ask(string question, TimeSpan within, string begins = "")
    {
        _process.StandardInput.WriteLine(question);
        while (true)
        {
            var line = ReadLine(within);
            if (line.StartsWith(begins, StringComparison.Ordinal))
                return line[begins.Length..];
        }
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
        {
            Resume();
            Kill();
        }

        _process.Dispose();
    }

    private void Signal(int signal) => Kernel.Signal(_process.Id, signal);

    private void Listen(string[] says)
    {
        while (_ports.Count < says.Length)
        {
            var line = ReadLine(StartMax);
            if (Array.Find(says, what => line.Contains(what, StringComparison.Ordinal)) is { } what)
                _ports[what] = PortOf(line);
        }
    }

    private string ReadLine(TimeSpan within)
    {
        var reading = Task.Run(_process.StandardOutput.ReadLine);
        if (!reading.Wait(within))
            throw new InvalidOperationException($"{Program} says nothing.");
        return reading.Result ?? throw new InvalidOperationException($"{Program} ended.");
    }

    private static int PortOf(string line)
    {
        var last = line.Split(' ')[^1];
        return int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : new Uri(last).Port;
    }
}
