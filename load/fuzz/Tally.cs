using System.Collections.Concurrent;
using System.Globalization;
using Verify.Load.Fuzz.Cases;
using Verify.Load.Fuzz.Wire;

namespace Verify.Load.Fuzz;

/// <summary>What came of the cases so far.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(string Method, string Status), long> _counts = new();
    private readonly ConcurrentDictionary<string, (string Example, long Count)> _findings = new();
    private long _cases;
    private long _faults;

    public long Cases => Interlocked.Read(ref _cases);

    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>What was found, of each kind how often, and one example with the number that replays it.</summary>
    public IEnumerable<string> Findings => _findings.Values
        .OrderByDescending(static finding => finding.Count)
        .Select(static finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Count:N0} x {finding.Example}"));

    public void Count(Case one, Reply reply)
    {
        Interlocked.Increment(ref _cases);
        _counts.AddOrUpdate((one.Method, Judge.StatusOf(one, reply)), 1, static (_, count) => count + 1);
        if (Judge.FaultOf(one, reply) is { } fault)
            Find(KindOf(fault), $"{one}: {fault}");
    }

    public void Find(string kind, string finding)
    {
        Interlocked.Increment(ref _faults);
        _findings.AddOrUpdate(kind, (finding, 1), static (_, before) => (before.Example, before.Count + 1));
    }

    // Without what is another one each time: numbers of incidents, ids, lengths.
    private static string KindOf(string fault) => string.Concat(fault.Where(char.IsAsciiLetter).Where(static letter => letter is not (>= 'a' and <= 'f')).Take(60));

    /// <summary>How often each status ended a call of a method.</summary>
    public long Of(string method, string status) => _counts.GetValueOrDefault((method, status));

    public IEnumerable<string> Lines() => _counts
        .GroupBy(static pair => pair.Key.Method)
        .OrderBy(static group => group.Key, StringComparer.Ordinal)
        .Select(static group => string.Create(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Sum(static pair => pair.Value):N0} | ")
            + string.Join(", ", group.OrderByDescending(static pair => pair.Value).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Status} {pair.Value:N0}"))) + " |");
}
