using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>
/// A world in which nothing is special, to be made special in one respect: on 15 June 2026 an organisation of 2015 without any record
/// asks for a licence in Jinsha, and the catalogue has no measures.
/// </summary>
internal static class PlainWorld
{
    public static readonly SubjectKey Organisation = new("U:91520523MA6HQ00642");

    public static readonly World Licence = new()
    {
        Salt = 1,
        Catalogue = WorldCatalogue.With([]),
        MatterCode = "LIC",
        RegionCode = "520523",
        AsOf = new DateTimeOffset(2026, 6, 15, 10, 0, 0, ChinaTime.Offset),
        Subject = Registered(Organisation, new DateOnly(2015, 1, 1)),
    };

    public static Party Registered(SubjectKey key, DateOnly? establishedOn) => new(
        key,
        null,
        [[Recorded.At(key, Instant(2000, 1, 1), new SubjectRegistered("金沙酒业", establishedOn, [], [], null))]]);

    public static Party Person(DateOnly birthDate) =>
        Registered(new SubjectKey("P:PERSON"), null) with { BirthDate = birthDate };

    /// <summary>An entry that stands since a day, and the moves that it has made by now.</summary>
    public static Party Listed(this Party party, EntryListed listing, params ImmutableArray<Fact> moves) => party.With(
    [
        Recorded.At(party.Key, ChinaTime.StartOf(listing.StartOn), listing),
        .. moves.Select(move => Recorded.At(party.Key, Licence.AsOf, move)),
    ]);

    public static World Listed(this World world, EntryListed listing, params ImmutableArray<Fact> moves) =>
        world with { Subject = world.Subject.Listed(listing, moves) };

    public static World Recording(this World world, params Fact[] facts) =>
        world with { Subject = world.Subject.With([.. facts.Select(fact => Recorded.At(world.Subject.Key, world.AsOf, fact))]) };

    /// <summary>An entry of three years that began a year ago.</summary>
    public static EntryListed Entry(string kind) =>
        new("entry") { ListKind = kind, StartOn = new DateOnly(2025, 6, 15), EndOn = new DateOnly(2028, 6, 14) };

    public static World WithRules(this World world, params IEnumerable<MeasureRule> rules) =>
        world with { Catalogue = WorldCatalogue.With(rules) };

    /// <summary>A row for every black and focus list and the licence.</summary>
    public static MeasureRule Rule(MeasureEffect effect, MeasureStrength strength) => new()
    {
        Code = "m",
        Name = new LocalText("m", "m"),
        Kind = MeasureKind.Administrative,
        Effect = effect,
        Strength = strength,
        ListKinds = ["BLACK", "FOCUS"],
        Matters = ["LIC"],
        LegalBasis = [WorldCatalogue.Law],
    };

    public static DateTimeOffset Instant(int year, int month, int day) => ChinaTime.StartOf(new DateOnly(year, month, day));
}
