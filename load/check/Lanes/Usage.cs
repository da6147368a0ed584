using System.Diagnostics;
using Verify.Load.Check.Servers;

namespace Verify.Load.Check.Lanes;

/// <summary>Who used the CPUs since <see cref="Begin"/>: the servers, this process and what helps it, everybody else.</summary>
internal readonly struct Usage
{
    private readonly int[] _servers;
    private readonly int[] _beside;
    private readonly long _started;
    private readonly double _machine;
    private readonly double _server;
    private readonly double _own;

    private Usage(int[] servers, int[] beside)
    {
        (_servers, _beside) = (servers, beside);
        _started = Stopwatch.GetTimestamp();
        (_machine, _server, _own) = Read();
    }

    public static Usage Begin(int[] servers, int[] beside) => new(servers, beside);

    public Slice End(Slice slice)
    {
        var (machine, server, own) = Read();
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        return slice with
        {
            Seconds = seconds,
            ServerCpu = server - _server,
            OwnCpu = own - _own,
            OthersCpu = Math.Max(0, machine - _machine - (server - _server) - (own - _own)),
        };
    }

    private (double Machine, double Server, double Own) Read() =>
        (Cpu.MachineSeconds(), _servers.Sum(Cpu.SecondsOf), Environment.CpuUsage.TotalTime.TotalSeconds + _beside.Sum(Cpu.SecondsOf));
}
