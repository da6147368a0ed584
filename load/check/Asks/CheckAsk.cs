using Verify.Load.Check.Answers;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;
using Verify.V1;

namespace Verify.Load.Check.Asks;

/// <summary>
/// Checks, one subject a call or many. The request is encoded once, with places for the codes. Every reply is compared in
/// disposition and colours with what is on record, and one in <see cref="InFullEvery"/> is decoded in full.
/// </summary>
internal sealed class CheckAsk : IAsk
{
    private const int InFullEvery = 64;
    private const string Place = "000000000000000000";
    private readonly Sample _sample;
    private readonly Pick _pick;
    private readonly byte[] _request;
    private readonly int[] _places;
    private readonly Standing[] _standings;
    private readonly string _path;
    private readonly bool _batch;
    private long _judged;

    /// <param name="sample">Whom to ask about.</param>
    /// <param name="pick">Whom next.</param>
    /// <param name="items">Subjects a call; 0 for the single check, else a batch.</param>
    /// <param name="consistency">How fresh; null for the default.</param>
    public CheckAsk(Sample sample, Pick pick, int items = 0, Consistency? consistency = null)
    {
        (_sample, _pick, _batch) = (sample, pick, items > 0);
        SubjectsPerCall = Math.Max(1, items);
        _standings = new Standing[SubjectsPerCall];
        var context = new CheckRequest
        {
            MatterCode = Population.Matter,
            CaseNumber = "LOAD-2026-000001",
            Stage = Stage.Accept,
            RegionCode = Population.Region,
            OperatorId = "load",
            Consistency = consistency,
        };
        var subjects = Enumerable.Range(0, SubjectsPerCall).Select(static _ => new Subject { Code = Place });
        _path = "/verify.v1.VerificationService/" + (_batch ? "BatchCheck" : "Check");
        if (!_batch)
            context.Subject = subjects.Single();
        _request = GrpcMessage.Frame(_batch ? new BatchCheckRequest { Context = context, Subjects = { subjects } } : context);
        _places = [.. PlacesIn(_request)];
    }

    public int SubjectsPerCall { get; }

    /// <summary>Who asks; null where the service knows no callers.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether UNDETERMINED is as good as the answer on record, as where freshness cannot be proven under a fault.</summary>
    public bool UndeterminedWillDo { get; init; }

    /// <summary>How often that was made use of.</summary>
    public long Undetermined { get; private set; }

    /// <summary>Size of the request message.</summary>
    public int RequestBytes => _request.Length - GrpcMessage.PrefixBytes;

    /// <summary>Sum of the sizes of reply messages, over <see cref="Judged"/>.</summary>
    public long ReplyBytes { get; private set; }

    /// <summary>How many replies were read.</summary>
    public long Judged => _judged;

    public byte[] HeadersFor(string authority) => GrpcMessage.Headers(authority, _path, ApiKey);

    public bool Choose(Call call)
    {
        for (var i = 0; i < SubjectsPerCall; i++)
        {
            if ((call.Subjects[i] = _pick()) < 0)
                return false;
        }

        return true;
    }

    public ReadOnlySpan<byte> BodyOf(Call call)
    {
        for (var i = 0; i < SubjectsPerCall; i++)
            _sample.CodeOf(call.Subjects[i]).CopyTo(_request.AsSpan(_places[i]));
        return _request;
    }

    public Verdict Judge(Call call)
    {
        if (!GrpcMessage.TryUnframe(call, out var message))
            return Verdict.Failed(call.Status.Grpc < 0 ? Verdict.Unknown : call.Status.Grpc, $"HTTP {call.Status.Http}, grpc-status {call.Status.Grpc}, {call.Length} bytes");
        ReplyBytes += message.Length;
        var inFull = _judged++ % InFullEvery == 0;
        if (!TryRead(message))
            return Verdict.Failed(Verdict.Unknown, _batch ? "an item without an answer" : "no such message");
        for (var i = 0; i < SubjectsPerCall; i++)
        {
            if (_standings[i] == _sample.Expected(call.Subjects[i]))
                continue;
            if (_standings[i].Disposition != (int)Disposition.Undetermined)
                return Verdict.Wrong($"{_sample.RecordOf(call.Subjects[i])} subject answered {_standings[i]}");
            if (!UndeterminedWillDo)
                return Verdict.LeftOpen;
            Undetermined++;
            inFull = false;
        }

        return inFull ? JudgeInFull(call, message) : Verdict.Right;
    }

    public void Ended(Call call, Verdict verdict)
    {
    }

    private bool TryRead(ReadOnlySpan<byte> message)
    {
        if (_batch)
            return CheckReply.TryReadBatch(message, _standings);
        var read = CheckReply.Read(message);
        _standings[0] = read ?? default;
        return read is not null;
    }

    private Verdict JudgeInFull(Call call, ReadOnlySpan<byte> message)
    {
        var answers = _batch
            ? BatchCheckResponse.Parser.ParseFrom(message).Items.Select(static item => item.Answer)
            : [CheckResponse.Parser.ParseFrom(message)];
        var faults = answers.Select((answer, i) => FullAnswer.FaultOf(answer, _sample.RecordOf(call.Subjects[i])));
        return faults.FirstOrDefault(static fault => fault is not null) is { } fault ? Verdict.Wrong(fault) : Verdict.Right;
    }

    private static IEnumerable<int> PlacesIn(byte[] request)
    {
        var place = System.Text.Encoding.ASCII.GetBytes(Place);
        for (var at = request.AsSpan().IndexOf(place); at >= 0;)
        {
            yield return at;
            var next = request.AsSpan(at + Sample.CodeLength).IndexOf(place);
            at = next < 0 ? next : at + Sample.CodeLength + next;
        }
    }
}
