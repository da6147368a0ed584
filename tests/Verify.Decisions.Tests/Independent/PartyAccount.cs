using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Independent;

/// <summary>An entry with what the rules R4 to R8 ask of it.</summary>
internal sealed record Listing(EntryAccount Entry, ListKind Kind, Colour Colour, bool InRegion, bool Mild)
{
    public EntryListed Text => Entry.Text!;

    public bool IsPunitive => Colour is Colour.Black or Colour.Focus;

    public bool IsEffective => Entry.Phase is Phase.Listed or Phase.Repairing;
}

/// <summary>What can be told of a person's or an organisation's lists in a world: rules R4 to R9, one question at a time.</summary>
internal sealed class PartyAccount
{
    private readonly World _world;
    private readonly Party _party;
    private readonly DateOnly _today;
    private readonly Listing[] _known;
    private readonly Listing[] _counted;

    public PartyAccount(World world, Party party)
    {
        _world = world;
        _party = party;
        _today = Days.InChina(world.AsOf);
        _known =
        [
            .. party.Facts.Where(static fact => fact.Fact is EntryFact)
                .GroupBy(static fact => ((EntryFact)fact.Fact).EntryId)
                .Select(group => new EntryAccount(group.Key, group, world.AsOf))
                .Where(static entry => entry.Text is not null)
                .Select(Classify),
        ];
        _counted = [.. Telling.Where(static listing => listing.IsPunitive && !listing.Mild)];
    }

    public bool IsMinor => _party.BirthDate is { } birth && _today < Days.YearsAway(birth, 18);

    /// <summary>Entries that stand on D and may be told of.</summary>
    public IEnumerable<Listing> Standing => Telling.Where(listing => listing.Colour != Colour.Reference && listing.Entry.StandsOn(_today)
        && (listing.Colour != Colour.Red || listing.Entry.Phase == Phase.Listed));

    /// <summary>Entries without a law behind their list.</summary>
    public IEnumerable<Listing> References =>
        Telling.Where(listing => listing.Colour == Colour.Reference && listing.Entry.StandsOn(_today));

    /// <summary>Entries kept from view because the person is a minor.</summary>
    public IEnumerable<Listing> Protected => IsMinor
        ? _known.Where(listing => listing.Colour != Colour.Red && listing.Entry.StandsOn(_today))
        : [];

    /// <summary>Entries of an organisation whose decision does not name this person.</summary>
    public IEnumerable<Listing> Advisory => Confirmed
        .Where(listing => listing.Text.Origin is { NamedInDecision: false } && listing.Entry.StandsOn(_today)
            && (listing.Colour != Colour.Red || listing.Entry.Phase == Phase.Listed));

    /// <summary>Whether a list entry counts as a bad record on a day.</summary>
    public bool CountsOn(DateOnly day) => _counted.Any(listing => !IsPending(listing) && listing.Entry.StoodOn(day));

    /// <summary>Whether an entry that is disputed or suspended would count on a day.</summary>
    public bool MayCountOn(DateOnly day) => _counted.Any(listing => IsPending(listing) && listing.Entry.StoodOn(day));

    private IEnumerable<Listing> Visible => _known.Where(listing => !IsMinor || listing.Colour == Colour.Red);

    private IEnumerable<Listing> Confirmed => Visible.Where(static listing => listing.Entry.Verified != false);

    private IEnumerable<Listing> Telling => Confirmed.Where(static listing => listing.Text.Origin is not { NamedInDecision: false });

    private static bool IsPending(Listing listing) => listing.Entry.Phase is Phase.Disputed or Phase.Frozen;

    private Listing Classify(EntryAccount entry)
    {
        var text = entry.Text!;
        var kind = _world.Catalogue.Rows.ListKinds.SingleOrDefault(kind => kind.Code == text.ListKind);
        var scope = text.Scope != "" ? text.Scope : kind?.Scope ?? "";
        var young = _party.BirthDate is { } birth && text.OccurredOn is { } act && act < Days.YearsAway(birth, 18);
        return new Listing(
            entry,
            kind ?? new ListKind { Code = text.ListKind, Name = default, DeclaredColour = Colour.Reference },
            ColourOf(kind),
            _world.RegionCode[..scope.Length] == scope,
            entry.IsLenient || young);
    }

    private Colour ColourOf(ListKind? kind) =>
        kind is null || !Days.Covers(kind.ValidFrom, kind.ValidTo, _today) ? Colour.Reference
        : kind.DeclaredColour == Colour.Black && !kind.LegalBasis.Any(MayPunish) ? Colour.Reference
        : kind.DeclaredColour;

    /// <summary>Law, regulation, central policy or local regulation (QTX-06, QTX-17).</summary>
    public static bool MayPunish(LegalReference article) => article.Level
        is LegalLevel.Law or LegalLevel.AdministrativeRegulation or LegalLevel.CentralPolicy or LegalLevel.LocalRegulation;
}
