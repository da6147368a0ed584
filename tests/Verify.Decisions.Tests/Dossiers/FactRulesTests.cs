using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.Dates;

namespace Verify.Tests.Dossiers;

public class FactRulesTests
{
    private static readonly ListKind Food = WorldCatalogue.Kinds.First(static kind => kind.Code == "F-FOOD");

    private static readonly Catalogue Catalogue = new("test", new CatalogueRows { ListKinds = [Food with { MaxTermMonths = 36 }] });

    [Theory]
    [InlineData("2024-02-29", "2027-02-28", true)]
    [InlineData("2024-02-29", "2027-03-01", false)]
    [InlineData("2026-06-15", "9999-12-31", false)]
    [InlineData("9999-12-01", "9999-12-31", true)] // the calendar ends before the term
    public void An_entry_lasts_no_longer_than_its_list_allows(string start, string end, bool allowed)
    {
        var listing = new EntryListed("e") { ListKind = "F-FOOD", StartOn = Date(start), EndOn = Date(end) };

        Assert.Equal(allowed, FactRules.Judge(listing, Catalogue, "").Count == 0);
    }
}
