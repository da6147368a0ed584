using Verify.Load.Check.Answers;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;
using Verify.V1;

namespace Verify.Load.Check.Race;

/// <summary>
/// Checks of subjects that are being listed and lifted, most of them of those to whom something has just happened. An answer is held
/// against what was acknowledged when its check was sent.
/// </summary>
internal sealed class RaceCheckAsk(Ledger ledger, RecordAsk records, Sample sample, IReadOnlyList<int> subjects) : IAsk
{
    private const int BlackBit = 1 << (int)Colour.Black;
    private readonly CheckAsk _asking = new(sample, Picks.Uniform(sample));
    private readonly Random _random = new(1);

    public int SubjectsPerCall => 2;

    /// <summary>Adverse answers to checks that were sent after the lift had been acknowledged. There must be none.</summary>
    public long Stale { get; private set; }

    /// <summary>Answers that leave it open, as the contract has it where freshness cannot be proven.</summary>
    public long Undetermined { get; private set; }

    /// <summary>When the last adverse answer with each entry was worked out, by the service's clock.</summary>
    public Dictionary<string, DateTime> LastAdverse { get; } = [];

    public byte[] HeadersFor(string authority) => _asking.HeadersFor(authority);

    public bool Choose(Call call)
    {
        var racer = _random.Next(10) < 7 ? records.Lately[_random.Next(records.Lately.Length)] : _random.Next(ledger.Count);
        call.Subjects[0] = subjects[racer];
        call.Subjects[1] = racer;
        call.Note = ledger.NoteOf(racer);
        return true;
    }

    public ReadOnlySpan<byte> BodyOf(Call call) => _asking.BodyOf(call);

    public Verdict Judge(Call call)
    {
        if (!GrpcMessage.TryUnframe(call, out var message))
            return Verdict.Failed(call.Status.Grpc < 0 ? Verdict.Unknown : call.Status.Grpc, $"grpc-status {call.Status.Grpc}");
        if (CheckReply.Read(message) is not { } standing)
            return Verdict.Wrong("no such message");
        if (standing.Disposition == (int)Disposition.Undetermined)
        {
            Undetermined++;
            return Verdict.Right;
        }

        var adverse = standing.Disposition is (int)Disposition.Prohibit or (int)Disposition.Review;
        if (adverse && Step.Of(ledger.StepsOf(call.Subjects[1])) is Step.Lifting or Step.Clear)
            Remember(CheckResponse.Parser.ParseFrom(message));
        var fault = ledger.FaultOf(call.Subjects[1], call.Note, Clock.Now, adverse, (standing.Colours & BlackBit) != 0);
        if (fault == Ledger.Stale)
            Stale++;
        return fault is null ? Verdict.Right : Verdict.Wrong(fault);
    }

    public void Ended(Call call, Verdict verdict)
    {
    }

    private void Remember(CheckResponse answer)
    {
        var at = answer.EvaluatedAt.ToDateTime();
        foreach (var entry in answer.Entries)
        {
            if (!LastAdverse.TryGetValue(entry.EntryId, out var last) || at > last)
                LastAdverse[entry.EntryId] = at;
        }
    }
}
