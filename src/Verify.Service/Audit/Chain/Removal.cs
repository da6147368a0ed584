namespace Verify.Audit.Chain;

/// <summary>Checks that were removed because their time of keeping was over.</summary>
/// <param name="First">Sequence of the first.</param>
/// <param name="Count">Number of checks, which follow one another.</param>
/// <param name="Block">Number of the block that holds this removal in the chain.</param>
/// <param name="RemovedAt">When.</param>
/// <param name="Rule">Under which rule, as configured then.</param>
public sealed record Removal(long First, long Count, long Block, DateTimeOffset RemovedAt, string Rule)
{
    /// <summary>Sequence of the first check behind them.</summary>
    public long End => First + Count;
}
