using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>The scenarios by name.</summary>
internal static class AllScenarios
{
    private static readonly Dictionary<string, Action<Bench>> ByName = new()
    {
        ["uniform"] = static bench => PathScenario.Run(bench, "uniform", static sample => Picks.Uniform(sample)),
        ["zipf"] = static bench => PathScenario.Run(bench, "zipf", static sample => Picks.Zipf(sample)),
        ["hot"] = PickScenarios.Hot,
        ["cold"] = PickScenarios.Cold,
        ["batch"] = BatchScenario.Run,
        ["firm-vs-relaxed"] = FreshnessScenario.Run,
        ["register"] = RegisterScenario.Run,
        ["neighbour"] = NeighbourScenario.Run,
        ["allocations"] = AllocationScenario.Run,
        ["first"] = FirstScenario.Run,
        ["scale"] = ScaleScenario.Run,
        ["mixed"] = MixedScenario.Run,
        ["faults"] = FaultScenario.Run,
        ["race"] = RaceScenario.Run,
        ["steady"] = SteadyScenario.Run,
    };

    public static Action<Bench> Of(string name) =>
        ByName.GetValueOrDefault(name) ?? throw new ArgumentException($"{name} is none of the scenarios: {string.Join(", ", ByName.Keys)}.");
}
