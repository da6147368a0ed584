using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Independent;

/// <summary>
/// Rules 3.3 to 3.8 a second time, written from their text: slow, day by day, and in another shape than the engine, so that the two
/// are unlikely to err alike. It asks every rule anew instead of passing through the facts once.
/// </summary>
internal static class NaiveEvaluator
{
    // 3.7
    private static readonly ReasonCode[] Prohibiting = [ReasonCode.BarMandatory, ReasonCode.MajorViolation3Y];
    private static readonly ReasonCode[] Unsettling = [ReasonCode.SourceStale, ReasonCode.AliasUnresolved];
    private static readonly ReasonCode[] Questioning =
        [ReasonCode.BarRecommended, ReasonCode.Limit, ReasonCode.NameMismatch, ReasonCode.MajorViolationRepaired];

    public static Verdict Judge(World world)
    {
        var account = new PartyAccount(world, world.Subject);
        var conduct = new NaiveConduct(world);
        var standing = account.Standing.ToArray();
        var kin = KinAccounts(world).ToArray();
        var measures = Merged(world, standing, kin);
        var incentives = new NaiveIncentives(world, account);
        var procurement = world.Case.Matter.Matter.Class == "PROCUREMENT";

        var reasons = new HashSet<ReasonCode>();
        var unresolved = world.Subject.Resolution == Resolution.AliasUnresolved;
        Add(unresolved, ReasonCode.AliasUnresolved);
        Add(!unresolved && !conduct.IsRegistered, ReasonCode.SubjectUnknown);
        Add(!unresolved && conduct.IsRegistered && !NameFits(world), ReasonCode.NameMismatch);
        Add(account.References.Any(), ReasonCode.ReferenceOnly);
        Add(Has(static listing => listing.Entry.Phase == Phase.Repairing), ReasonCode.RepairPending);
        Add(Has(static listing => listing.Entry.Phase == Phase.Frozen), ReasonCode.Suspended);
        Add(account.Protected.Any(), ReasonCode.MinorProtected);
        Add(Has(static listing => listing.IsPunitive && listing.Mild), ReasonCode.LeniencyApplied);
        Add(Has(static listing => !listing.InRegion), ReasonCode.OutOfScope);
        Add(Has(static listing => listing.Entry.Verified is null), ReasonCode.VerificationPending);
        Add(Has(static listing => listing.Entry.Phase == Phase.Disputed), ReasonCode.UnderObjection);
        Add(account.Advisory.Any() || kin.Any(one => IsAdvisory(world, one)), ReasonCode.RelatedAdvisory);

        // R14
        var bars = measures.Where(static measure => measure.Effect == MeasureEffect.Bar).ToLookup(static measure => measure.Strength);
        Add(bars.Contains(MeasureStrength.Mandatory), ReasonCode.BarMandatory);
        Add(bars.Contains(MeasureStrength.Recommended), ReasonCode.BarRecommended);
        Add(measures.Any(static measure => measure.Effect == MeasureEffect.Limit), ReasonCode.Limit);
        Add(procurement && conduct.HasMajorViolation(repaired: false), ReasonCode.MajorViolation3Y);
        Add(procurement && conduct.HasMajorViolation(repaired: true), ReasonCode.MajorViolationRepaired);
        Add(world.Case.Matter.Matter.MustCheck && world.Sources.Any(source => IsStale(source, world.AsOf)), ReasonCode.SourceStale);
        var disposition =
            reasons.Overlaps(Prohibiting) ? Disposition.Prohibit
            : reasons.Overlaps(Unsettling) ? Disposition.Undetermined
            : reasons.Overlaps(Questioning) ? Disposition.Review
            : incentives.GreenChannel.State == IncentiveState.Eligible ? Disposition.Facilitate
            : Disposition.Normal;
        if (disposition == Disposition.Facilitate)
            reasons.UnionWith(incentives.GreenChannel.Why);

        // R15
        var here = standing.Where(static listing => listing.InRegion).ToArray();
        var hint =
            conduct.Grade == Grade.Poor || here.Any(static listing => listing.IsPunitive && listing.IsEffective) ? SupervisionHint.Raise
            : here.Any(static listing => listing.Entry.Phase == Phase.Disputed) ? SupervisionHint.Normal
            : conduct.Grade == Grade.Excellent || EffectiveReds(standing).Any() ? SupervisionHint.Lower
            : SupervisionHint.Normal;

        var reds = standing.Where(static listing => listing.Colour == Colour.Red);
        string[] conflicts = IsRedAside(standing) ? [.. reds.Select(static red => red.Entry.Id)] : [];
        return new Verdict(
            disposition,
            reasons,
            Warnings(world, standing, conflicts),
            incentives.GreenChannel,
            incentives.DeferredAcceptance,
            incentives.InstantHandling,
            hint,
            measures,
            [.. standing.Select(listing => (listing.Entry.Id, StateName(listing, conflicts)))],
            [.. here.Select(listing => (listing.Colour, StateName(listing, conflicts)))],
            [.. conflicts.Concat(account.Protected.Select(static listing => listing.Entry.Id))]);

        void Add(bool condition, ReasonCode reason)
        {
            if (condition)
                reasons.Add(reason);
        }

        bool Has(Predicate<Listing> question) => Array.Exists(standing, question);
    }

    /// <summary>R12: any effective black or focus entry, or one under objection, whatever its region.</summary>
    private static bool IsRedAside(IEnumerable<Listing> standing) =>
        standing.Any(static listing => listing.IsPunitive && (listing.IsEffective || listing.Entry.Phase == Phase.Disputed));

    public static IEnumerable<Listing> EffectiveReds(Listing[] standing) =>
        IsRedAside(standing) ? [] : standing.Where(static listing => listing.Colour == Colour.Red && listing.InRegion);

    private static IEnumerable<(Kin Kin, Listing Listing)> KinAccounts(World world) =>
        from kin in world.Kin
        where Days.Covers(kin.From, kin.To, Days.InChina(world.AsOf))
        from listing in new PartyAccount(world, kin.Party).Standing
        select (kin, listing);

    public static bool IsPerson(Party party) => party.Key.Value.StartsWith("P:", StringComparison.Ordinal);

    private static IEnumerable<Claim> Through(World world, (Kin Kin, Listing Listing) one) =>
        IsPerson(world.Subject) ? [] : NaiveMeasures.From(world, one.Kin.Party, one.Listing, one.Kin.Role);

    private static bool IsAdvisory(World world, (Kin Kin, Listing Listing) one) =>
        one.Listing is { IsPunitive: true, IsEffective: true, InRegion: true } && !Through(world, one).Any();

    /// <summary>R11.</summary>
    private static VerdictMeasure[] Merged(World world, Listing[] standing, (Kin Kin, Listing Listing)[] kin) =>
    [
        .. standing.SelectMany(listing => NaiveMeasures.From(world, world.Subject, listing, via: null))
            .Concat(kin.SelectMany(one => Through(world, one)))
            .GroupBy(static claim => claim.Row.Code)
            .Select(static claims => new VerdictMeasure(
                claims.Key,
                claims.Max(static claim => claim.Effect),
                claims.Max(static claim => claim.Strength),
                claims.Select(static claim => claim.EntryId),
                claims.SelectMany(static claim => claim.Articles),
                claims.Any(static claim => claim.End is null) ? null : claims.Max(static claim => claim.End))),
    ];

    private static IEnumerable<ReasonCode> Warnings(World world, Listing[] standing, string[] conflicts)
    {
        if (world.Subject.Resolution == Resolution.PilotNonconforming)
            yield return ReasonCode.PilotNonconforming;
        if (standing.Any(static listing => listing.Entry.HasOpenFiling))
            yield return ReasonCode.ObjectionFiled;
        if (conflicts.Length > 0)
            yield return ReasonCode.RedConflict;
    }

    private static string StateName(Listing listing, string[] conflicts) => listing.Entry.Phase switch
    {
        _ when conflicts.Contains(listing.Entry.Id) => "Suppressed",
        Phase.Disputed => "UnderObjection",
        Phase.Repairing => "RepairPending",
        Phase.Frozen => "Suspended",
        _ => "Listed",
    };

    private static bool IsStale(SourceStatus source, DateTimeOffset asOf) =>
        source.LastSyncedAt is null || source.LastSyncedAt.Value.Add(source.Rule.MaxAge) < asOf;

    /// <summary>Registered or former name; white space, width and the form of brackets aside.</summary>
    private static bool NameFits(World world)
    {
        if (string.IsNullOrWhiteSpace(world.Subject.GivenName))
            return true;
        var names = world.Subject.Facts.Select(static fact => fact.Fact).OfType<SubjectRegistered>()
            .SelectMany(static registered => registered.FormerNames.Prepend(registered.Name));
        return names.Select(Plain).Contains(Plain(world.Subject.GivenName));

        static string Plain(string name) => name.Replace(" ", "").Replace('（', '(').Replace('）', ')').Replace('【', '(').Replace('】', ')');
    }
}
