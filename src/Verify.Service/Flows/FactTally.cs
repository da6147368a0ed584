using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>What became of the facts of a stream.</summary>
public sealed class FactTally
{
    /// <summary>Rejects that are kept in detail; those after them are only counted, so that memory does not grow with the stream.</summary>
    public const int MaxRejects = 1_000;

    private readonly List<FactReject> _rejects = [];

    /// <summary>Facts that came.</summary>
    public long Received { get; private set; }

    /// <summary>Recorded now.</summary>
    public long Recorded { get; private set; }

    /// <summary>On record already.</summary>
    public long Repeated { get; private set; }

    /// <summary>Not recorded.</summary>
    public long Rejected { get; private set; }

    /// <summary>Highest revision of a fact of the stream; 0 for none.</summary>
    public long LastRevision { get; private set; }

    /// <summary>The first of those not recorded.</summary>
    public IReadOnlyList<FactReject> Rejects => _rejects;

    /// <summary>Counts a fact that stands.</summary>
    public void Record(AppendOutcome.Recorded recorded)
    {
        Received++;
        if (recorded.Repeated)
            Repeated++;
        else
            Recorded++;
        LastRevision = Math.Max(LastRevision, recorded.Revision);
    }

    /// <summary>Counts a fact that does not.</summary>
    public void Reject(string requestId, Failure failure)
    {
        if (_rejects.Count < MaxRejects)
            _rejects.Add(new FactReject(Received, requestId, failure));
        Received++;
        Rejected++;
    }
}
