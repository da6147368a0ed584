using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Everything recorded about one penalty.</summary>
/// <param name="Id">The penalty.</param>
/// <param name="Facts">Its facts, by <see cref="RecordedFact.OccurredAt"/>, then revision.</param>
public sealed record PenaltyHistory(string Id, ImmutableArray<RecordedFact> Facts)
{
    /// <summary>What was imposed, and whether it had been repaired, at an instant; null where nothing was imposed yet.</summary>
    public (PenaltyRecorded Penalty, bool Repaired)? At(DateTimeOffset asOf)
    {
        PenaltyRecorded? penalty = null;
        var repaired = false;
        foreach (var recorded in Facts)
        {
            if (recorded.OccurredAt > asOf)
                break;
            penalty = recorded.Fact as PenaltyRecorded ?? penalty;
            repaired |= recorded.Fact is PenaltyRepairDecided { Granted: true };
        }

        return penalty is null ? null : (penalty, repaired);
    }
}
