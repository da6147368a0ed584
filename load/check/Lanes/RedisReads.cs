using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Lanes;

/// <summary>
/// R: bare GETs of the very values that the service has stored, and nothing else. Not by the service's client: that one completes reads
/// on threads of a pool, which share the one CPU with whoever asks, and so would be a floor of its own; saturated, it even leaves reads
/// without an answer for good. This one sends and receives on one thread that does not sleep.
/// </summary>
internal sealed class RedisReads : IDisposable
{
    private const int Connections = 4;
    private readonly byte[][] _gets;
    private readonly RedisPipe[] _pipes;
    private readonly Random _random = new(1);
    private int _inFlight;
    private int _next;

    /// <param name="redis">Where it is.</param>
    /// <param name="keys">What is read, at random.</param>
    public RedisReads(IPEndPoint redis, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
            throw new ArgumentException("Redis holds nothing to read: ask the service first.", nameof(keys));
        _gets = [.. keys.Select(RedisPipe.Get)];
        _pipes = [.. Enumerable.Range(0, Connections).Select(_ => new RedisPipe(redis))];
    }

    /// <summary>A read that has no answer by then, counted from when it was sent, ends the run.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Every dossier in a Redis.</summary>
    public static string[] Dossiers(IPEndPoint redis)
    {
        using var client = new TcpClient(redis.Address.ToString(), redis.Port) { ReceiveTimeout = 10_000 };
        using var stream = client.GetStream();
        stream.Write("KEYS verify:*:dossier:*\r\n"u8);
        // *COUNT, then for each key its length and itself, a line each.
        using var answer = new StreamReader(stream);
        var keys = new string[int.Parse(Line(answer, '*'), CultureInfo.InvariantCulture)];
        for (var i = 0; i < keys.Length; i++)
        {
            Line(answer, '$');
            keys[i] = answer.ReadLine()!;
        }

        return keys;
    }

    /// <summary>Reads as a demand says, and waits for what is under way.</summary>
    /// <exception cref="TimeoutException">A read was not answered in time.</exception>
    public void Run(Demand demand, Histogram latency)
    {
        var pacer = demand.Schedule(demand.InFlight);
        var start = Clock.Now;
        var end = start + (long)demand.Duration.TotalNanoseconds;
        pacer.Start(start);
        for (var now = start; pacer.Sends(now, end) || _inFlight > 0; now = Clock.Now)
        {
            while (pacer.Sends(now, end) && pacer.TryTake(now, _inFlight, out var due))
            {
                _pipes[_next++ % Connections].Send(_gets[_random.Next(_gets.Length)], due, now);
                _inFlight++;
            }

            foreach (var pipe in _pipes)
            {
                _inFlight -= pipe.Exchange(latency);
                if (pipe.HasWaitedSince(now - (long)Patience.TotalNanoseconds))
                    throw new TimeoutException($"Redis has not answered a read for {Patience.TotalSeconds} s.");
            }
        }
    }

    public void Dispose() => Array.ForEach(_pipes, static pipe => pipe.Dispose());

    private static string Line(StreamReader answer, char kind) =>
        answer.ReadLine() is { } line && line.StartsWith(kind) ? line[1..] : throw new InvalidDataException("Redis does not list its keys.");
}
