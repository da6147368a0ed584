using System.Globalization;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Servers;

namespace Verify.Load.Check.Scenarios;

/// <summary>What every scenario works with: servers on one CPU, the generator on the other, and the results. Ends what it started.</summary>
internal sealed class Bench(Options options, Results results) : IDisposable
{
    private const int EntriesPrinted = 20;
    private const int FailuresShown = 3;
    private readonly Stack<IDisposable> _started = [];
    private readonly string[] _lanes = File.ReadAllLines(options.Lanes);
    private readonly HashSet<int> _withRedis = [];
    private readonly ServerLog _logs = new();
    private Redis? _redis;

    public Options Options => options;

    public Results Results => results;

    public Seed Seed { get; } = new(options.Work);

    /// <summary>Redis, started when it is first asked for.</summary>
    public Redis Redis => _redis ??= Keep(Redis.Start(Cpu.OfGenerator));

    public bool HasRedis => _redis is not null;

    public void Print(string line) => Console.WriteLine(line);

    public T Keep<T>(T started)
        where T : IDisposable
    {
        lock (_started)
            _started.Push(started);
        return started;
    }

    /// <summary>Starts the service on a data folder, so that checks take a path.</summary>
    public ServerProcess Service(string path, string data, int grpcPort = 0, int httpPort = 0) =>
        Start(Places.Service, "serve", SettingsOf(path, data, grpcPort, httpPort), isLogged: true).LoggedTo(_logs);

    /// <summary>The same, in a process that can be asked how much it has allocated.</summary>
    public ServerProcess CountedService(string path, string data) => Start(Places.Self, "serve-counted", SettingsOf(path, data, 0, 0), isLogged: false);

    private ServerProcess Start(string program, string command, Dictionary<string, string> settings, bool isLogged)
    {
        var service = Keep(ServerProcess.Start(Cpu.OfServers, program, [command], settings, isLogged, "gRPC (HTTP/2)", "Connect, JSON"));
        if (settings.ContainsKey("Verify__Redis"))
            _withRedis.Add(service.Id);
        return service;
    }

    /// <summary>What the service is told for a path.</summary>
    private Dictionary<string, string> SettingsOf(string path, string data, int grpcPort, int httpPort)
    {
        var settings = new Dictionary<string, string>
        {
            ["Verify__Data"] = data,
            ["Verify__Demo__Enabled"] = "false",
            ["Verify__GrpcPort"] = grpcPort.ToString(CultureInfo.InvariantCulture),
            ["Verify__HttpPort"] = httpPort.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in PathSettings.Read(_lanes, path).Concat(PathSettings.Parse(options.Settings)))
            settings[name] = value.Contains("{redis}", StringComparison.Ordinal) ? value.Replace("{redis}", Redis.Address, StringComparison.Ordinal) : value;
        return settings;
    }

    public WireLane Lane(string name, ServerProcess server, string port, IAsk ask, int[] beside, int inFlightMax = int.MaxValue) =>
        Keep(new WireLane(name, ask, [server[port]], [server.Id], beside) { InFlightMax = inFlightMax });

    /// <summary>A lane that asks the service.</summary>
    public WireLane CheckLane(string name, ServerProcess service, CheckAsk ask, int inFlightMax = int.MaxValue) =>
        Lane(name, service, "gRPC (HTTP/2)", ask, UsesRedis(service) ? [Redis.Id] : [], inFlightMax);

    /// <summary>Whether a service was told of Redis.</summary>
    public bool UsesRedis(ServerProcess service) => _withRedis.Contains(service.Id);

    /// <summary>The floors: an empty unary call of the sizes of a check, and the same without gRPC.</summary>
    public (WireLane Empty, WireLane Bare) Floors(int requestBytes, int replyBytes)
    {
        string[] sizes = [requestBytes.ToString(CultureInfo.InvariantCulture), replyBytes.ToString(CultureInfo.InvariantCulture)];
        var echo = Keep(ServerProcess.Start(Cpu.OfServers, Places.Echo, ["serve", .. sizes], [], isLogged: false, "bare", "grpc"));
        return (Lane("E", echo, "grpc", new EchoAsk(grpc: true, requestBytes, replyBytes), []), Lane("bare", echo, "bare", new EchoAsk(grpc: false, requestBytes, replyBytes), []));
    }

    /// <summary>Until compilation has settled: so long under load, with a pause in which the compiler's thread gets the CPU.</summary>
    public void Warm(params ReadOnlySpan<ILane> lanes)
    {
        foreach (var lane in lanes)
        {
            for (var half = 0; half < 2; half++)
            {
                Print($"  warming {lane.Take(new Demand(0, options.InFlight, options.Warm / 2))}");
                Thread.Sleep(1_000);
            }
        }
    }

    /// <summary>A lane that was started, kept and warmed.</summary>
    public T Warmed<T>(T lane)
        where T : ILane, IDisposable
    {
        Warm(Keep(lane));
        return lane;
    }

    /// <summary>Slices in turns, as many in flight as the lane can take.</summary>
    public Dictionary<string, Summary> Saturate(params IReadOnlyList<ILane> lanes) =>
        Measure(lanes, _ => new Demand(0, options.InFlight, options.Slice));

    /// <summary>Slices in turns, calls coming at random at the rate that each lane is given. If one must sleep, all do.</summary>
    public Dictionary<string, Summary> Pace(IReadOnlyList<ILane> lanes, Func<ILane, double> perSecond) =>
        Measure(lanes, lane => new Demand(perSecond(lane), InFlightMax, options.Slice, Sleeps: lanes.Any(static other => other is WireLane { Sleeps: true })));

    /// <summary>Calls in flight of an open loop at most; one more waits, and its latency counts from when it was due.</summary>
    public const int InFlightMax = 512;

    /// <summary>Slices in turns under any load.</summary>
    public Dictionary<string, Summary> Measure(IReadOnlyList<ILane> lanes, Func<ILane, Demand> demand)
    {
        var kept = new Rounds(options.Rounds, options.Quiet, options.Patience, Print).Take(lanes, demand);
        var summaries = kept.ToDictionary(static pair => pair.Key, static pair => new Summary(pair.Key, pair.Value));
        foreach (var (lane, summary) in summaries)
        {
            if (summary.Wrong > 0 || summary.Failed > 0)
                results.Fault($"{lane}: {summary.Wrong} wrong answers and {summary.Failed} calls without one, of {summary.Calls}: {string.Join("; ", summary.Slices.SelectMany(static slice => slice.Tally?.Examples ?? []).Take(3))}");
        }

        return summaries;
    }

    public void Dispose()
    {
        while (_started.TryPop(out var started))
            started.Dispose();
        foreach (var entry in _logs.Entries.Where(static entry => entry.IsFailure).Take(FailuresShown))
            results.Fault($"the service logged: {entry.Text}");
        foreach (var entry in _logs.Entries.DistinctBy(static entry => entry.Text).Take(EntriesPrinted))
            Print($"  logged: {entry.Text}");
    }
}
