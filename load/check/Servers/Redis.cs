using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Servers;

/// <summary>A Redis of the run's own, that keeps nothing on disk.</summary>
internal sealed class Redis : IDisposable
{
    private readonly int _cpu;
    private Process _process;
    private bool _disposed;

    private Redis(int cpu, int port)
    {
        (_cpu, Port) = (cpu, port);
        _process = Start();
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public int Id => _process.Id;

    public static Redis Start(int cpu)
    {
        // A port that was free a moment ago; Redis itself cannot be asked to choose one.
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new Redis(cpu, port);
    }

    public void Kill()
    {
        Signal(Kernel.SigKill);
        _process.WaitForExit();
    }

    public void Restart()
    {
        _process.Dispose();
        _process = Start();
    }

    public void Pause() => Signal(Kernel.SigStop);

    public void Resume() => Signal(Kernel.SigContinue);

    /// <summary>Everything that it holds is gone.</summary>
    public void Flush() => Command("FLUSHALL");

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

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo(
            "taskset",
            [
                "-c", _cpu.ToString(CultureInfo.InvariantCulture), "redis-server", "--port", Port.ToString(CultureInfo.InvariantCulture),
                "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning",
            ]))!;
        while (!TryCommand("PING"))
        {
            if (process.WaitForExit(20))
                throw new InvalidOperationException("redis-server does not start.");
        }

        return process;
    }

    private bool TryCommand(string command)
    {
        try
        {
            Command(command);
            return true;
        }
        catch (SocketException)
        {
            // The failure becomes "not yet".
            return false;
        }
    }

    private void Command(string command)
    {
        using var client = new TcpClient(IPAddress.Loopback.ToString(), Port);
        var stream = client.GetStream();
        stream.Write(System.Text.Encoding.ASCII.GetBytes(command + "\r\n"));
        stream.ReadByte();
    }
}
