using System.Globalization;
using Verify.Load.Check.Answers;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;
using Verify.V1;

namespace Verify.Load.Check.Race;

/// <summary>
/// Lists subjects and lifts the listings, over and over, each subject by itself: by a removal, or by an objection that is accepted and
/// upheld. What was not acknowledged is sent again under the same request id.
/// </summary>
internal sealed class RecordAsk : IAsk
{
    private const long HeldNs = 50_000_000;
    private readonly Ledger _ledger;
    private readonly Sample _sample;
    private readonly Racer[] _racers;
    private readonly Queue<Racer> _clear;
    private readonly Queue<Racer> _listed = [];
    private readonly Queue<Racer> _again = [];
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private byte[] _body = [];
    private int _chosen;

    /// <param name="ledger">Where it says what it does.</param>
    /// <param name="sample">Whose first subjects race; they must be clean.</param>
    /// <param name="subjects">The numbers in the sample of those that race.</param>
    public RecordAsk(Ledger ledger, Sample sample, IReadOnlyList<int> subjects)
    {
        (_ledger, _sample) = (ledger, sample);
        _racers = [.. subjects.Select(static (subject, number) => new Racer(number, subject))];
        _clear = new Queue<Racer>(_racers);
    }

    public int SubjectsPerCall => 1;

    /// <summary>Lifts acknowledged.</summary>
    public long Lifts { get; private set; }

    /// <summary>The highest revision acknowledged.</summary>
    public long Revision { get; private set; }

    /// <summary>Whom something has lately happened to.</summary>
    public int[] Lately { get; } = new int[64];

    public byte[] HeadersFor(string authority) => GrpcMessage.Headers(authority, "/verify.v1.RegistryService/Record");

    public bool Choose(Call call)
    {
        var racer = Next();
        if (racer is null)
            return false;
        call.Subjects[0] = racer.Number;
        if (racer.Attempt++ == 0 && (racer.Fact == Fact.FactOneofCase.EntryListed || racer.Lifts))
            _ledger.Advance(racer.Number, Clock.Now);
        _ledger.MayShow(racer.Number, true);
        Lately[_chosen++ % Lately.Length] = racer.Number;
        return true;
    }

    public ReadOnlySpan<byte> BodyOf(Call call)
    {
        _body = GrpcMessage.Frame(RequestOf(_racers[call.Subjects[0]]));
        return _body;
    }

    public Verdict Judge(Call call)
    {
        if (!GrpcMessage.TryUnframe(call, out var message))
            return Verdict.Failed(call.Status.Grpc < 0 ? Verdict.Unknown : call.Status.Grpc, $"Record ended with grpc-status {call.Status.Grpc}");
        Revision = Math.Max(Revision, RecordResponse.Parser.ParseFrom(message).Revision);
        return Verdict.Right;
    }

    public void Ended(Call call, Verdict verdict)
    {
        var racer = _racers[call.Subjects[0]];
        if (verdict.Kind != VerdictKind.Right)
        {
            _again.Enqueue(racer);
            return;
        }

        Acknowledge(racer, Clock.Now);
    }

    private void Acknowledge(Racer racer, long now)
    {
        if (racer.Fact == Fact.FactOneofCase.EntryListed || racer.Lifts)
            _ledger.Advance(racer.Number, now);
        if (racer.Lifts)
            Lifts++;
        racer.Attempt = 0;
        racer.Since = now;
        switch (racer.Fact)
        {
            case Fact.FactOneofCase.EntryListed:
                racer.Fact = racer.Round % 2 == 0 ? Fact.FactOneofCase.EntryAdvanced : Fact.FactOneofCase.ObjectionAccepted;
                _listed.Enqueue(racer);
                break;
            case Fact.FactOneofCase.ObjectionAccepted:
                racer.Fact = Fact.FactOneofCase.ObjectionDecided;
                _listed.Enqueue(racer);
                break;
            default:
                racer.Fact = Fact.FactOneofCase.EntryListed;
                racer.Round++;
                _ledger.MayShow(racer.Number, false);
                _clear.Enqueue(racer);
                break;
        }
    }

    /// <summary>What was not acknowledged first, then what was listed long enough to be in every cache, then the next to be listed.</summary>
    private Racer? Next()
    {
        if (_again.TryDequeue(out var again))
            return again;
        if (_listed.TryPeek(out var listed) && Clock.Now - listed.Since > HeldNs)
            return _listed.Dequeue();
        return _clear.TryDequeue(out var clear) ? clear : null;
    }

    private RecordRequest RequestOf(Racer racer)
    {
        var entry = string.Create(CultureInfo.InvariantCulture, $"RACE-{_run}-{racer.Number}-{racer.Round}");
        var code = System.Text.Encoding.ASCII.GetString(_sample.CodeOf(racer.Subject));
        return new RecordRequest
        {
            RequestId = $"{entry}-{racer.Fact}",
            Subject = new Subject { Code = code },
            RecordedBy = new RecordedBy { DepartmentCode = "LOAD", OperatorId = "race" },
            DocumentNumber = entry,
            Fact = racer.Fact switch
            {
                Fact.FactOneofCase.EntryListed => new Fact { EntryListed = Listing.Of(entry) },
                Fact.FactOneofCase.EntryAdvanced => new Fact { EntryAdvanced = new EntryAdvanced { EntryId = entry, To = EntryState.Removed, Reason = "race" } },
                Fact.FactOneofCase.ObjectionAccepted => new Fact { ObjectionAccepted = new ObjectionAccepted { EntryId = entry } },
                _ => new Fact { ObjectionDecided = new ObjectionDecided { EntryId = entry, Outcome = ObjectionOutcome.UpheldRevoked } },
            },
        };
    }

    /// <summary>A subject and the fact that comes next about it.</summary>
    private sealed class Racer(int number, int subject)
    {
        public int Number => number;

        public int Subject => subject;

        public int Round { get; set; }

        public int Attempt { get; set; }

        public long Since { get; set; }

        public Fact.FactOneofCase Fact { get; set; } = V1.Fact.FactOneofCase.EntryListed;

        /// <summary>Whether the fact takes the weight from the entry.</summary>
        public bool Lifts => Fact is V1.Fact.FactOneofCase.EntryAdvanced or V1.Fact.FactOneofCase.ObjectionAccepted;
    }
}
