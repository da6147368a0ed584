using BenchmarkDotNet.Attributes;
using Verify.Decisions;

namespace Verify.Load.Engine;

/// <summary>What one decision costs, dossier in hand.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private readonly Case _case = Subjects.Licence;
    private readonly Applicant _clean = Subjects.Clean;
    private readonly Applicant _listed = Subjects.Listed;

    [Benchmark]
    public Decision Clean() => DecisionEngine.Decide(_case, _clean);

    [Benchmark]
    public Decision FiveEntries() => DecisionEngine.Decide(_case, _listed);

    [Benchmark]
    public Decision ConsortiumOfFive()
    {
        var members = new Decision[5];
        for (var i = 0; i < members.Length; i++)
            members[i] = DecisionEngine.Decide(_case, i == 0 ? _listed : _clean);
        return ConsortiumRules.Combine(members);
    }
}
