using System.Collections.Concurrent;
using Google.Protobuf;
using Verify.Domain;
using Verify.V1;
using Incentive = Verify.Decisions.Incentive;
using IncentiveState = Verify.Decisions.IncentiveState;
using ReasonCode = Verify.Domain.ReasonCode;

namespace Verify.Transport.Replies;

/// <summary>Parts of replies that come up again and again, kept encoded: what a reason says, and what an incentive says of why and when.</summary>
internal sealed class ReplyParts(Language language)
{
    // Incentives differ in a day; beyond so many the days have moved on, and it starts anew.
    private const int IncentivesMax = 4_096;

    private readonly byte[][] _reasons = [.. Enum.GetValues<ReasonCode>().Select(code => code == ReasonCode.None ? [] : Encode(code, language))];
    private readonly ConcurrentDictionary<Incentive, byte[]> _incentives = new();

    /// <summary>A <see cref="Reason"/>.</summary>
    public byte[] Of(ReasonCode code) => _reasons[(int)code];

    /// <summary>A <see cref="V1.Incentive"/>.</summary>
    public byte[] Of(Incentive incentive)
    {
        if (_incentives.TryGetValue(incentive, out var known))
            return known;
        if (_incentives.Count >= IncentivesMax)
            _incentives.Clear();
        return _incentives[incentive] = Encode(incentive);
    }

    private static byte[] Encode(ReasonCode code, Language language)
    {
        var text = ReasonTexts.Of(code);
        return new Reason { Code = (V1.ReasonCode)code, Message = text.In(language), Citation = text.Citation }.ToByteArray();
    }

    private byte[] Encode(Incentive incentive)
    {
        var written = new V1.Incentive { State = (V1.IncentiveState)incentive.State };
        foreach (var code in incentive.Reasons)
            written.ReasonCodes.Add((V1.ReasonCode)code);
        var reasons = incentive.Reasons.Select(code => ReasonTexts.Of(code).In(language));
        written.Detail = string.Join(language == Language.English ? "; " : "；", reasons) + DetailOf(incentive);
        return written.ToByteArray();
    }

    private string DetailOf(Incentive incentive) => (incentive.On, incentive.State, language) switch
    {
        (null, _, _) => "",
        ({ } day, IncentiveState.Eligible or IncentiveState.EligibleIfCommitted, Language.English) =>
            $"; papers by {AnswerWriting.Date(day)} at the latest",
        ({ } day, IncentiveState.Eligible or IncentiveState.EligibleIfCommitted, _) => $"；最迟补交日期{AnswerWriting.Date(day)}",
        ({ } day, _, Language.English) when incentive.Reasons.Contains(ReasonCode.DueTooLate) || incentive.Reasons.Contains(ReasonCode.DueInPast) =>
            $"; papers by {AnswerWriting.Date(day)} at the latest",
        ({ } day, _, _) when incentive.Reasons.Contains(ReasonCode.DueTooLate) || incentive.Reasons.Contains(ReasonCode.DueInPast) =>
            $"；最迟补交日期{AnswerWriting.Date(day)}",
        ({ } day, _, Language.English) => $"; on today's record, no earlier than {AnswerWriting.Date(day)}",
        ({ } day, _, _) => $"；按现有记录，最早{AnswerWriting.Date(day)}起可享受",
    };
}
