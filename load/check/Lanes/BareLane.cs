using System.Globalization;
using Verify.Load.Check.Servers;

namespace Verify.Load.Check.Lanes;

/// <summary>
/// A floor without a wire: reads of one value by a process of its own on the servers' CPU, in the same loop and on the same schedule.
/// </summary>
internal sealed class BareLane : ILane, IDisposable
{
    // Beyond the slice itself.
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(1);
    private readonly ServerProcess _reader;
    private readonly int[] _beside;

    private BareLane(string name, ServerProcess reader, int[] beside) => (Name, _reader, _beside) = (name, reader, beside);

    public string Name { get; }

    /// <summary>Q: point reads from the store, through the service's own reader.</summary>
    public static BareLane Store(string data, int subjects) =>
        new("Q", Start("read-store", data, subjects.ToString(CultureInfo.InvariantCulture)), []);

    /// <summary>R: GETs of what the service has stored in a Redis.</summary>
    public static BareLane Redis(Redis redis) => new("R", Start("read-redis", redis.Address), [redis.Id]);

    public Slice Take(Demand demand)
    {
        var usage = Usage.Begin([_reader.Id], _beside);
        var answer = _reader.Ask(string.Create(CultureInfo.InvariantCulture, $"{demand.PerSecond} {demand.InFlight} {demand.Duration.TotalSeconds}"), demand.Duration + AnswerMax);
        var figures = answer.Split(' ').Select(static figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        var latencies = new Latencies(figures[1], figures[2], figures[3], figures[4], figures[5], figures[6]);
        return usage.End(new Slice(Name, demand.Duration.TotalSeconds, (long)figures[0], latencies));
    }

    public void Dispose() => _reader.Dispose();

    private static ServerProcess Start(params string[] arguments) => ServerProcess.Start(Cpu.OfServers, Places.Self, arguments, [], isLogged: false);
}
