using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Verify.Decisions;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>A case, everybody in it and everything on record: all that a decision depends on.</summary>
internal sealed record World
{
    /// <summary>Chance for a law that needs more of it.</summary>
    public required int Salt { get; init; }
    public required Catalogue Catalogue { get; init; }
    public required string MatterCode { get; init; }
    public required string RegionCode { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public string? DepartmentCode { get; init; }
    public ImmutableArray<string> MissingMaterials { get; init; } = [];
    public GivenCommitment? Commitment { get; init; }
    public ImmutableArray<SourceStatus> Sources { get; init; } = [];
    public required Party Subject { get; init; }
    public ImmutableArray<Kin> Kin { get; init; } = [];
    /// <summary>Further members, where the subject leads a consortium.</summary>
    public ImmutableArray<Party> Partners { get; init; } = [];

    public static Arbitrary<World> Any { get; } =
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(WorldSampler.Draw), static world => world.Smaller());

    public DateOnly Today => ChinaTime.DateOf(AsOf);

    public Dice Dice => new(Salt);

    public RegionProfile? Profile => Catalogue.FindProfile(RegionCode);

    public Case Case => new()
    {
        Catalogue = Catalogue,
        Matter = Catalogue.FindMatter(MatterCode)!,
        RegionCode = RegionCode,
        AsOf = AsOf,
        DepartmentCode = DepartmentCode,
        MissingMaterials = MissingMaterials,
        Commitment = Commitment,
        Sources = Sources,
    };

    public Applicant Applicant => ApplicantOf(Subject) with { Related = [.. Kin.Select(static kin => kin.Related)] };

    public Decision Decide() => DecisionEngine.Decide(Case, Applicant);

    /// <summary>The decision on every member of the consortium, the subject first.</summary>
    public Decision[] DecideMembers() => [Decide(), .. Partners.Select(partner => DecisionEngine.Decide(Case, ApplicantOf(partner)))];

    private static Applicant ApplicantOf(Party party) => new()
    {
        Dossier = party.Dossier,
        BirthDate = party.BirthDate,
        Resolution = party.Resolution,
        GivenName = party.GivenName,
    };

    private IEnumerable<World> Smaller()
    {
        foreach (var subject in Subject.Smaller())
            yield return this with { Subject = subject };
        foreach (var kin in Kin)
        {
            yield return this with { Kin = Kin.Remove(kin) };
            foreach (var party in kin.Party.Smaller())
                yield return this with { Kin = Kin.Replace(kin, kin with { Party = party }) };
        }

        foreach (var partner in Partners)
        {
            yield return this with { Partners = Partners.Remove(partner) };
            foreach (var party in partner.Smaller())
                yield return this with { Partners = Partners.Replace(partner, party) };
        }

        foreach (var rule in Catalogue.Rows.Measures)
            yield return this with { Catalogue = WorldCatalogue.With(Catalogue.Rows.Measures.Remove(rule)) };
        if (!MissingMaterials.IsEmpty)
            yield return this with { MissingMaterials = MissingMaterials.RemoveAt(0) };
        if (Commitment is not null)
            yield return this with { Commitment = null };
        if (DepartmentCode is not null)
            yield return this with { DepartmentCode = null };
    }

    public override string ToString() => $"""

        {MatterCode} in {RegionCode} as of {AsOf:o} for {DepartmentCode ?? "everybody"}, salt {Salt}
        missing {string.Join(',', MissingMaterials)}; {Commitment}
        sources {string.Join(',', Sources.Select(static source => $"{source.Rule.Code} {source.LastSyncedAt:o}"))}
        subject {Subject}
        {string.Join('\n', Kin.Select(static kin => $"kin {kin}"))}
        {string.Join('\n', Partners.Select(static partner => $"partner {partner}"))}
        {string.Join('\n', Catalogue.FindMatter(MatterCode)!.Measures.Select(RowText))}
        """;

    private static string RowText(MeasureRule rule) =>
        $"{rule.Code} {rule.Effect} {rule.Strength} kinds {string.Join(',', rule.ListKinds)} by {string.Join(',', rule.Implementers)}"
        + $" target {rule.Target} classes {string.Join(',', rule.SubjectClasses)} via {string.Join(',', rule.ViaRoles)}"
        + $" law {string.Join(',', rule.LegalBasis.Select(static article => article.Code))} suspendable {rule.Suspendable}"
        + $" direct {rule.NationalDirect} own field {rule.OwnFieldOnly} term {rule.TermMonths} scope {rule.Scope} {rule.ValidFrom}..{rule.ValidTo}";
}
