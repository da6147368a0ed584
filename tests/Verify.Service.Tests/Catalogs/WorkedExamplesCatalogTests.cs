using Verify.Catalogs;
using Verify.Domain;

namespace Verify.Service.Tests.Catalogs;

public sealed class WorkedExamplesCatalogTests
{
    private static readonly CatalogReading Reading = CatalogReader.Read(RepositoryCatalogs.WorkedExamples);

    [Fact]
    public void It_has_no_error_and_only_the_warning_that_the_pollution_list_has_no_law() =>
        Assert.Equal([("BLACK_WITHOUT_LAW", "list-kinds.csv", 13)], Reading.Findings.Select(static finding => (finding.Code, finding.File, finding.Line)));

    [Fact]
    public void It_holds_the_codes_of_the_worked_examples()
    {
        var catalogue = Reading.Catalogue!;
        Assert.Equal(
            ["LIC", "LIC-SAFE", "LIC-NOW", "LIC-C", "GOVPROC", "BID", "FUND", "REG", "INSPECT", "HONOUR", "LOAN"],
            catalogue.Rows.Matters.Select(static matter => matter.Code));
        Assert.Equal(
            ["m1", "m2", "m3", "m4", "m5", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12", "m13"],
            catalogue.Rows.Measures.Select(static measure => measure.Code));
        Assert.Equal(Colour.Reference, catalogue.FindKind("B-HT-POLLUTION")!.Colour);
        Assert.Equal(Colour.Black, catalogue.FindKind("B-ENV")!.Colour);
    }

    [Fact]
    public void E53_a_permit_decided_on_Friday_5_June_2026_is_to_be_public_by_Tuesday_16_June() =>
        Assert.Equal(new DateOnly(2026, 6, 16), Reading.Catalogue!.WorkingDays.Add(new DateOnly(2026, 6, 5), 7));
}
