using Verify.Decisions;
using Verify.Telemetry;

namespace Verify.Flows;

/// <summary>Answers given, by advice and by whether they are firm.</summary>
internal sealed class AnswerTally
{
    private readonly Tally[] _tallies = [.. Enumerable.Range(0, 2 * (int)(Disposition.Normal + 1)).Select(static _ => new Tally())];

    /// <summary>Counts one.</summary>
    public void Add(CheckAnswer answer) => Of(answer.Decision.Disposition, answer.Firm).Add();

    /// <summary>Those of an advice.</summary>
    public Tally Of(Disposition disposition, bool firm) => _tallies[(2 * (int)disposition) + (firm ? 1 : 0)];
}
