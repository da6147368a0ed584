using System.Collections.Immutable;
using Verify.Decisions;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>Draws worlds, as plain and as crooked as they come.</summary>
internal static class WorldSampler
{
    /// <summary>The world of a seed.</summary>
    public static World Draw(int seed)
    {
        var dice = new Dice(seed);
        var today = dice.Chance(50) ? WorldCatalogue.Days[0] : dice.Pick(WorldCatalogue.Days);
        var moment = new Moment(dice, today);
        var people = new PartySampler(dice, today);
        var catalogue = MeasureSampler.Any(dice);
        var matter = catalogue.FindMatter(dice.Pick(WorldCatalogue.Matters).Code)!;
        var asOf = moment.InstantOn(today);
        return new World
        {
            Salt = seed,
            Catalogue = catalogue,
            MatterCode = matter.Matter.Code,
            RegionCode = dice.Pick(WorldCatalogue.Regions),
            AsOf = dice.Chance(50) ? asOf : asOf.ToUniversalTime(),
            DepartmentCode = dice.Pick(null, null, "PERMITS", "FINANCE", "BANK"),
            MissingMaterials = Missing(dice, matter.Matter),
            Commitment = Commitment(dice, today),
            Sources = [.. matter.Sources.Select(source => new SourceStatus(source, LastSync(dice, source, asOf)))],
            Subject = Somebody(dice, people, "SUBJECT", mostEntries: 4),
            Kin = [.. Enumerable.Range(1, dice.Chance(35) ? dice.Between(1, 2) : 0).Select(number => new Kin(
                dice.Pick(Role.LegalRep, Role.Shareholder, Role.DirectlyLiable, Role.Agent),
                Somebody(dice, people, "KIN" + number, mostEntries: 2),
                moment.MaybeDay(30),
                moment.MaybeDay(30)))],
            Partners = [.. Enumerable.Range(1, dice.Between(0, 3)).Select(number => Somebody(dice, people, "PARTNER" + number, mostEntries: 2))],
        };
    }

    private static Party Somebody(Dice dice, PartySampler people, string name, int mostEntries) =>
        dice.Chance(30) ? people.Person(name, mostEntries) : people.Organisation(name, mostEntries);

    private static ImmutableArray<string> Missing(Dice dice, Matter matter) => dice.Chance(40)
        ? []
        : dice.Chance(70)
            ? [.. dice.Some(2, "PHOTO", "LEASE")]
            : [.. dice.Some(3, [.. matter.Materials.Select(static material => material.Code)])];

    private static GivenCommitment? Commitment(Dice dice, DateOnly today) => dice.Chance(40)
        ? null
        : new GivenCommitment(
            dice.Pick(CommitmentType.Proactive, CommitmentType.ApprovalSubstituting, CommitmentType.CreditRepair),
            dice.Chance(80),
            dice.Chance(15) ? null : today.AddDays(dice.Between(-1, 12)));

    private static DateTimeOffset? LastSync(Dice dice, SourceRule source, DateTimeOffset asOf) => dice.Below(8) switch
    {
        0 => null,
        1 => asOf - source.MaxAge,
        2 => asOf - source.MaxAge - TimeSpan.FromTicks(1),
        _ => asOf - TimeSpan.FromHours(dice.Between(0, 23)),
    };
}
