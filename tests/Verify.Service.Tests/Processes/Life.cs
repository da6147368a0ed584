using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>
/// One subject's life as an endless row of requests, each of which is legal only after the one before it: what was lost, or only
/// half there, makes a later one fail.
/// </summary>
internal sealed class Life(string code)
{
    private int _next;

    public string Code => code;

    /// <summary>The request that is due: the same one, under the same id, until it is done.</summary>
    public RecordRequest Due => Request(_next);

    public int Count => _next;

    public void Done() => _next++;

    /// <summary>The request of a place in the row; its document number is its mark in the registry.</summary>
    public RecordRequest Request(int place) => new()
    {
        RequestId = $"{code} {place}",
        DocumentNumber = $"{code} {place}",
        Subject = Asking.Subject(code),
        RecordedBy = new RecordedBy { DepartmentCode = "MARKET-REG", OperatorId = "clerk" },
        Fact = FactOf(place),
    };

    private Fact FactOf(int place)
    {
        var id = $"{code} {place / 8}";
        return (place % 8) switch
        {
            0 => new Fact { EntryListed = Asking.Listing(id, "B-STAT", "2025-03-01", "2027-02-28") },
            1 => new Fact { ObjectionFiled = new ObjectionFiled { EntryId = id, Grounds = "理由" } },
            2 => new Fact { ObjectionAccepted = new ObjectionAccepted { EntryId = id } },
            3 => new Fact { ObjectionDecided = new ObjectionDecided { EntryId = id, Outcome = ObjectionOutcome.Rejected } },
            4 => new Fact { CommitmentMade = new CommitmentMade { CommitmentId = id, DueOn = "2026-12-31" } },
            5 => new Fact { CommitmentFulfilled = new CommitmentFulfilled { CommitmentId = id } },
            6 => new Fact { RepairFiled = new RepairFiled { EntryId = id } },
            _ => new Fact { RepairDecided = new RepairDecided { EntryId = id, Granted = true } },
        };
    }
}
