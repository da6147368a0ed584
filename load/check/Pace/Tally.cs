using Verify.Load.Check.Answers;

namespace Verify.Load.Check.Pace;

/// <summary>What became of the calls of one flow in one slice.</summary>
internal sealed class Tally(TimeSpan inTime)
{
    private const int ExamplesKept = 5;
    private readonly long[] _statuses = new long[17];

    /// <summary>Latency of every call, whatever became of it, in nanoseconds.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>How p99 and failures went over time; null where nobody asked.</summary>
    public Timeline? Timeline { get; init; }

    public long Calls { get; private set; }

    /// <summary>Right answers.</summary>
    public long Right { get; private set; }

    /// <summary>Right answers within the time limit, counted from when the call was due.</summary>
    public long InTime { get; private set; }

    /// <summary>Answers that say something else than what is on record.</summary>
    public long Wrong { get; private set; }

    /// <summary>Calls without an answer: an error status, a broken connection, or nothing in time.</summary>
    public long Failed { get; private set; }

    /// <summary>Calls sent more than a millisecond after they were due.</summary>
    public long Late { get; set; }

    /// <summary>Calls sent again because the connection broke or the server was unavailable.</summary>
    public long Repeated { get; set; }

    /// <summary>The first few of what was wrong, in words.</summary>
    public List<string> Examples { get; } = [];

    /// <summary>How many calls ended with each gRPC status that is an error.</summary>
    public IEnumerable<(int Status, long Count)> Statuses => _statuses.Select(static (count, status) => (status, count)).Where(static pair => pair.count > 0);

    public void Add(long due, long ended, Verdict verdict)
    {
        Calls++;
        var latency = ended - due;
        Latency.Record(latency);
        Timeline?.Record(due, latency, verdict.Kind == VerdictKind.Right && latency <= inTime.TotalNanoseconds);
        switch (verdict.Kind)
        {
            case VerdictKind.Right:
                Right++;
                if (latency <= inTime.TotalNanoseconds)
                    InTime++;
                return;
            case VerdictKind.Wrong:
                Wrong++;
                break;
            default:
                Failed++;
                _statuses[Math.Clamp(verdict.Status, 0, 16)]++;
                break;
        }

        if (Examples.Count < ExamplesKept)
            Examples.Add(verdict.What);
    }

    public void Add(Tally other)
    {
        Latency.Add(other.Latency);
        Calls += other.Calls;
        Right += other.Right;
        InTime += other.InTime;
        Wrong += other.Wrong;
        Failed += other.Failed;
        Late += other.Late;
        Repeated += other.Repeated;
        Examples.AddRange(other.Examples.Take(ExamplesKept - Examples.Count));
        for (var i = 0; i < _statuses.Length; i++)
            _statuses[i] += other._statuses[i];
    }
}
