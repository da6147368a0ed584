using Verify.Load.Check.Asks;
using System.Net;
using Verify.Load.Check.Answers;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Pace;

/// <summary>
/// Sends flows of calls to one or more servers and reads the answers, all on the calling thread: it sends what is due, hands the
/// kernel what has gathered, reads what has come, and waits for the next of either.
/// </summary>
internal sealed class Generator : IDisposable
{
    private const long LateNs = 1_000_000;
    private const long SweepNs = 10_000_000;
    private const long ReopenNs = 50_000_000;
    private readonly Line[] _lines;
    private readonly Kernel.Waiting[] _waiting;
    private readonly Queue<Call> _repeats = [];
    private uint _next;

    /// <param name="servers">Each call goes to the next of them that takes it.</param>
    /// <param name="connections">To each server.</param>
    public Generator(IReadOnlyList<IPEndPoint> servers, int connections)
    {
        _lines = [.. Enumerable.Range(0, connections).SelectMany(_ => servers).Select(static server => new Line(server))];
        _waiting = new Kernel.Waiting[_lines.Length];
        Kernel.BePunctual();
    }

    /// <summary>Never sleeps while a slice lasts: wake-ups of this process then cost no latency, but its CPU is busy.</summary>
    public bool Spins { get; set; }

    /// <summary>A call that is not answered by then, counted from when it was sent, is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs the flows for so long, then waits for what is in flight.</summary>
    /// <param name="duration">How long calls fall due.</param>
    /// <param name="meanwhile">Called at every turn with the nanoseconds since the start; must be quick.</param>
    /// <param name="flows">What to send.</param>
    public void Run(TimeSpan duration, Action<long>? meanwhile, params ReadOnlySpan<Flow> flows)
    {
        var start = Clock.Now;
        var end = start + (long)duration.TotalNanoseconds;
        var sweep = start;
        foreach (var flow in flows)
            flow.Pacer.Start(start);
        var giveUp = end + (long)Patience.TotalNanoseconds;
        for (var now = start; now < end || (now < giveUp && IsUnfinished(flows, end)) || AnyInFlight(flows); now = Clock.Now)
        {
            var due = now < giveUp ? SendDue(flows, now, end) : long.MaxValue;
            SendRepeats(now);
            foreach (var line in _lines)
                line.Connection?.Flush();
            Wait(Math.Min(due, sweep), now);
            foreach (var line in _lines)
                Receive(line);
            if (Clock.Now >= sweep)
            {
                Sweep();
                sweep = Clock.Now + SweepNs;
            }

            meanwhile?.Invoke(Clock.Now - start);
        }

        foreach (var flow in flows)
            Abandon(flow, end);
    }

    public void Dispose()
    {
        foreach (var line in _lines)
            line.Connection?.Dispose();
    }

    private static bool IsUnfinished(ReadOnlySpan<Flow> flows, long end)
    {
        foreach (var flow in flows)
        {
            if (flow.Pacer.MakesUp && flow.Pacer.NextDue < end)
                return true;
        }

        return false;
    }

    private static bool AnyInFlight(ReadOnlySpan<Flow> flows)
    {
        foreach (var flow in flows)
        {
            if (flow.InFlight > 0)
                return true;
        }

        return false;
    }

    /// <summary>Sends every call that is due and was due before the end, and gives when the next one is.</summary>
    private long SendDue(ReadOnlySpan<Flow> flows, long now, long end)
    {
        var next = long.MaxValue;
        foreach (var flow in flows)
        {
            while (flow.Pacer.Sends(now, end) && FindLine(flow.Through) is { } line && flow.Pacer.TryTake(now, flow.InFlight, out var due))
            {
                var call = flow.Take();
                call.Due = due;
                if (!flow.Ask.Choose(call))
                {
                    flow.Return(call);
                    break;
                }

                if (now - due > LateNs)
                    flow.Tally.Late++;
                line.Send(call, now);
            }

            // What is overdue for want of room waits for an answer, not for time.
            if (flow.Pacer.NextDue > now)
                next = Math.Min(next, flow.Pacer.NextDue);
        }

        return next;
    }

    private void SendRepeats(long now)
    {
        while (_repeats.TryPeek(out var call) && FindLine(call.Flow.Through) is { } line)
            line.Send(_repeats.Dequeue(), now);
    }

    /// <summary>
    /// The connection of these that takes a call and has the fewest unanswered, so that one server which hangs does not get them all; in turn,
    /// where several have as few. Null where none takes a call.
    /// </summary>
    private Line? FindLine(Range among)
    {
        var lines = _lines.AsSpan(among);
        var (best, least) = (default(Line), int.MaxValue);
        _next++;
        for (var tried = 0; tried < lines.Length && least > 0; tried++)
        {
            var line = lines[(int)((_next + tried) % lines.Length)];
            if (line.Connection is { CanSend: true } connection && connection.Calls.Count < least)
                (best, least) = (line, connection.Calls.Count);
        }

        return best;
    }

    private void Wait(long until, long now)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            var connection = _lines[i].Connection;
            _waiting[i] = new Kernel.Waiting
            {
                Descriptor = connection?.Descriptor ?? -1,
                Wanted = connection is { IsFull: true } ? (short)(Kernel.Readable | Kernel.Writable) : Kernel.Readable,
            };
        }

        Kernel.Wait(_waiting, Spins ? 0 : Math.Max(0, until - now));
        for (var i = 0; i < _lines.Length; i++)
            _lines[i].HasNews = _waiting[i].Happened != 0;
    }

    private void Receive(Line line)
    {
        if (!line.HasNews || line.Connection is not { } connection)
            return;
        var answered = connection.Receive();
        var now = Clock.Now;
        foreach (var call in answered)
            End(call, call.Flow.Ask.Judge(call), now);
    }

    private void End(Call call, Verdict verdict, long now)
    {
        var flow = call.Flow;
        if (verdict.MayPass && call.Attempts <= flow.RepeatsMax)
        {
            flow.Tally.Repeated++;
            _repeats.Enqueue(call);
            return;
        }

        flow.Tally.Add(call.Due, now, verdict);
        flow.Ask.Ended(call, verdict);
        flow.Return(call);
    }

    /// <summary>Opens what is not open, ends what hangs on a broken connection, gives up what waits too long.</summary>
    private void Sweep()
    {
        var now = Clock.Now;
        foreach (var line in _lines)
        {
            if (line.Connection is { } connection)
            {
                foreach (var call in connection.GiveUp(call => connection.IsSpent || now - call.Sent > Patience.TotalNanoseconds))
                    End(call, connection.IsSpent ? Verdict.Broken : Verdict.TooLate, now);
                if (connection.IsSpent)
                    line.Close(now);
            }

            if (line.Connection is null && now >= line.ReopenAt)
                line.Open(now + ReopenNs);
        }

        // Nobody is there to send it to: it waits no longer than for an answer.
        while (_repeats.TryPeek(out var call) && now - call.Sent > Patience.TotalNanoseconds)
        {
            call.Attempts = int.MaxValue;
            End(_repeats.Dequeue(), Verdict.Broken, now);
        }
    }

    /// <summary>What was due and never sent counts as not answered; its latency is what it has waited.</summary>
    private static void Abandon(Flow flow, long end)
    {
        var now = Clock.Now;
        foreach (var due in flow.Pacer.Abandon(end))
            flow.Tally.Add(due, now, Verdict.TooLate);
    }

    /// <summary>A connection to a server, or the place of one.</summary>
    private sealed class Line(IPEndPoint server)
    {
        private readonly Dictionary<IAsk, byte[]> _headers = [];

        public Connection? Connection { get; private set; } = Connection.TryOpen(server);

        public long ReopenAt { get; private set; }

        public bool HasNews { get; set; }

        public void Open(long otherwiseAt)
        {
            Connection = Connection.TryOpen(server);
            ReopenAt = otherwiseAt;
        }

        public void Close(long now)
        {
            Connection?.Dispose();
            Connection = null;
            ReopenAt = now;
        }

        public void Send(Call call, long now)
        {
            var ask = call.Flow.Ask;
            if (!_headers.TryGetValue(ask, out var headers))
                _headers[ask] = headers = ask.HeadersFor(server.ToString());
            Connection!.Send(call, headers, ask.BodyOf(call), now);
        }
    }
}
