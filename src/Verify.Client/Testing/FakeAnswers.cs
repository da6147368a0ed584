using Google.Protobuf.WellKnownTypes;
using Verify.V1;

namespace Verify.Client.Testing;

/// <summary>Answers to begin with; a test sets further fields as it needs them.</summary>
public static class FakeAnswers
{
    /// <summary>Nothing speaks against it.</summary>
    public static CheckResponse Normal() => Of(Disposition.Normal, SupervisionHint.Normal);

    /// <summary>On a red list: the green channel is open.</summary>
    public static CheckResponse Facilitate()
    {
        var answer = Of(Disposition.Facilitate, SupervisionHint.Lower, ReasonCode.Red);
        answer.ListStatus.Add(new ListStatus { Colour = Colour.Red, State = EntryState.Listed });
        answer.Incentives.GreenChannel = new Incentive { State = IncentiveState.Eligible, ReasonCodes = { ReasonCode.Red } };
        return answer;
    }

    /// <summary>A law orders a bar: on a black list, with one mandatory measure for each code, on which feedback is owed.</summary>
    /// <param name="measures">Codes of the measures, <c>BID_BAR</c> for example.</param>
    public static CheckResponse Prohibit(params string[] measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        var answer = Of(Disposition.Prohibit, SupervisionHint.Raise, ReasonCode.BarMandatory);
        answer.ListStatus.Add(new ListStatus { Colour = Colour.Black, State = EntryState.Listed });
        answer.Measures.Add(measures.Select(static code => new Measure
        {
            Code = code,
            Name = code,
            Kind = MeasureKind.Administrative,
            Effect = MeasureEffect.Bar,
            Strength = MeasureStrength.Mandatory,
            FeedbackRequired = true,
        }));
        return answer;
    }

    /// <summary>It could not be established: a person must look, and nobody may refuse on it.</summary>
    /// <param name="reason">Why.</param>
    public static CheckResponse Undetermined(ReasonCode reason = ReasonCode.FreshnessUnproven) =>
        Of(Disposition.Undetermined, SupervisionHint.Normal, reason);

    /// <summary>To be examined more strictly.</summary>
    /// <param name="reason">Why.</param>
    public static CheckResponse Review(ReasonCode reason) => Of(Disposition.Review, SupervisionHint.Raise, reason);

    /// <summary>Papers may follow later, as soon as a signed commitment is given.</summary>
    public static CheckResponse DeferrableIfCommitted()
    {
        var answer = Normal();
        answer.Incentives.DeferredAcceptance = new Incentive { State = IncentiveState.EligibleIfCommitted };
        return answer;
    }

    private static CheckResponse Of(Disposition disposition, SupervisionHint hint, params ReasonCode[] reasons) => new()
    {
        Disposition = disposition,
        SupervisionHint = hint,
        Reasons = { reasons.Select(static code => new Reason { Code = code, Message = code.ToString() }) },
        Incentives = new Incentives
        {
            GreenChannel = new Incentive { State = IncentiveState.NotEligible },
            DeferredAcceptance = new Incentive { State = IncentiveState.NotApplicable },
            InstantHandling = new Incentive { State = IncentiveState.NotApplicable },
        },
    };

    /// <summary>A copy with what every answer has: its own id, its instants, and what it rests on.</summary>
    internal static CheckResponse Stamped(CheckResponse answer, DateTimeOffset now, long revision, bool firm) => new(answer)
    {
        CheckId = Guid.CreateVersion7(now).ToString(),
        EvaluatedAt = now.ToTimestamp(),
        AsOf = answer.AsOf ?? now.ToTimestamp(),
        Freshness = new Freshness { Revision = revision, ProvenAt = now.ToTimestamp(), Firm = firm, CatalogVersion = "fake" },
    };
}
