using Google.Protobuf.WellKnownTypes;
using Verify.Client;
using Verify.V1;

namespace TenderPlatform;

/// <summary>One subject of the qualification: a bidder itself, or its legal representative.</summary>
/// <param name="Bidder">The bidder.</param>
/// <param name="Subject">The one asked about.</param>
public sealed record Examined(Bidder Bidder, Subject Subject)
{
    /// <summary>Whether this is the bidder and not its representative.</summary>
    public bool IsBidder => Subject.CodeType != CodeType.ResidentId;
}

/// <summary>What the platform has on a bid for the committee.</summary>
/// <param name="Name">Bidder or consortium.</param>
/// <param name="Answer">About the bidder or the consortium as a whole.</param>
/// <param name="Representative">About the legal representative; null where none was asked about.</param>
/// <param name="RepresentativeAsked">The legal representative, as asked about.</param>
public sealed record Qualification(string Name, CheckResponse Answer, CheckResponse? Representative = null, Subject? RepresentativeAsked = null)
{
    /// <summary>Whether nothing keeps the bid from being evaluated. Anything else goes before the committee, with the answer.</summary>
    public bool IsClear => Answer.IsClear && Representative is not { IsBarred: true };
}

/// <summary>
/// A tender from the cut-off time to the award: everybody is examined as of the same instant, and then watched, since a bidder may be
/// listed, or cleared, before the award.
/// </summary>
public sealed class Tender(IVerifyClient verify, string caseNumber, string regionCode, string officer)
{
    // 招标投标法实施条例: that representatives may be asked about. Without a basis Verify answers about no person.
    private static readonly PersonBasis Statute = new() { StatutoryCode = "GPL-22" };

    /// <summary>Examines all bidders and their legal representatives, through one stream, as things stood at the cut-off time.</summary>
    /// <param name="bidders">The bidders.</param>
    /// <param name="cutOff">When bids closed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="VerifyException">Somebody could not be verified: no bid may be judged before all are.</exception>
    public async Task<IReadOnlyList<Qualification>> QualifyAsync(
        IReadOnlyList<Bidder> bidders, DateTimeOffset cutOff, CancellationToken cancellation = default)
    {
        var context = Context(Stage.Qualify);
        context.AsOf = cutOff.ToTimestamp();
        context.PersonBasis = Statute;
        var answers = new Dictionary<Examined, CheckResponse>();
        await foreach (var one in verify.ScreenAsync(context, Examine(bidders), static examined => examined.Subject, cancellation))
            answers.Add(one.Item, one.Require());

        var about = answers.ToLookup(static one => one.Key.Bidder);
        return [.. bidders.Select(bidder => QualificationOf(about[bidder]))];
    }

    /// <summary>Examines a consortium as one bidder.</summary>
    public async Task<Qualification> QualifyAsync(Consortium consortium, DateTimeOffset cutOff, CancellationToken cancellation = default)
    {
        var question = Context(Stage.Qualify);
        question.AsOf = cutOff.ToTimestamp();
        question.Members.AddRange(consortium.Members.Select(static member => member.Organisation));
        return new Qualification(consortium.Name, await verify.CheckAsync(question, cancellation));
    }

    /// <summary>Tells of every bidder about whom anything changes, from now until the award ends the watch.</summary>
    /// <param name="bidders">The bidders.</param>
    /// <param name="award">Cancelled when the award is made.</param>
    public IAsyncEnumerable<Watched<Bidder>> WatchAsync(IReadOnlyList<Bidder> bidders, CancellationToken award) =>
        verify.WatchAsync(Context(Stage.Award), bidders, static bidder => bidder.Organisation, resume: null, award);

    private static Qualification QualificationOf(IEnumerable<KeyValuePair<Examined, CheckResponse>> answers)
    {
        var (bidder, answer) = answers.Single(static one => one.Key.IsBidder);
        var (representative, about) = answers.SingleOrDefault(static one => !one.Key.IsBidder);
        return new Qualification(bidder.Bidder.Name, answer, about, representative?.Subject);
    }

    private CheckRequest Context(Stage stage) => new()
    {
        MatterCode = "BID", CaseNumber = caseNumber, Stage = stage, RegionCode = regionCode, OperatorId = officer,
    };

    private static async IAsyncEnumerable<Examined> Examine(IEnumerable<Bidder> bidders)
    {
        await Task.Yield();
        foreach (var bidder in bidders)
        {
            yield return new Examined(bidder, bidder.Organisation);
            if (bidder.Representative.Length > 0)
                yield return new Examined(bidder, new Subject { CodeType = CodeType.ResidentId, Code = bidder.Representative });
        }
    }
}
