using System.Globalization;
using Verify.Catalogs;
using Verify.Domain;

namespace Verify.Service.Tests.Catalogs;

public sealed class DefaultCatalogTests
{
    private static readonly CatalogReading Reading = CatalogFolder.Load(RepositoryCatalogs.DefaultFolder);
    private static readonly Catalogue WorkedExamples = CatalogReader.Read(RepositoryCatalogs.WorkedExamples).Catalogue!;

    private static Catalogue Default => Reading.Catalogue!;

    [Fact]
    public void It_has_no_error_and_warns_of_exactly_the_black_lists_without_a_filed_law()
    {
        Assert.Equal("", string.Join('\n', Reading.Findings.Where(static finding => finding.Code != "BLACK_WITHOUT_LAW")));
        Assert.Equal(
            ["B-LISTED-CO", "B-ENV", "B-ECOM", "B-FISCAL", "B-OVERLOAD", "B-AGRI", "B-FINANCE", "B-ECERT", "B-REALEST", "B-LOGISTICS", "B-INSURANCE", "B-FALSE-LITIGATION"],
            Default.Rows.ListKinds.Where(static kind => kind.DeclaredColour == Colour.Black && kind.Colour == Colour.Reference).Select(static kind => kind.Code));
        Assert.Equal(12, Reading.Findings.Length);
    }

    [Theory]
    [InlineData(Colour.Red, "R-TAX-A R-YOUTH-VOL R-CUSTOMS-AEO R-MODEL")]
    [InlineData(Colour.Black, "B-TAX-MAJOR B-ENTERPRISE B-COURT B-WORKSAFE B-FOODDRUG B-QUALITY B-STAT B-CUSTOMS B-WAGE B-GOVPROC-BAN")]
    [InlineData(Colour.Focus, "B-HOUSINGFUND F-FINANCE F-ELDERCARE F-PRESCHOOL F-HOUSEKEEPING F-CULTURE F-SPORTS F-FOODDRUG F-CREDIT-AGENCY")]
    [InlineData(Colour.Reference, "B-LISTED-CO B-ENV B-ECOM B-FISCAL B-OVERLOAD B-AGRI B-FINANCE B-ECERT B-REALEST B-LOGISTICS B-INSURANCE N-CONSUMPTION")]
    public void Every_kind_of_list_of_the_plans_has_the_colour_that_today_s_law_gives_it(Colour colour, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.Equal((code, colour), (code, Default.FindKind(code)?.Colour ?? Colour.None)));

    [Theory]
    [InlineData("LIC")]
    [InlineData("GOVPROC")]
    [InlineData("BID")]
    [InlineData("FUND")]
    [InlineData("REG")]
    [InlineData("INSPECT")]
    [InlineData("HONOUR")]
    [InlineData("LOAN")]
    public void A_matter_means_the_same_class_here_and_in_the_worked_examples(string code)
    {
        Assert.Equal(WorkedExamples.FindMatter(code)!.Matter.Class, Default.FindMatter(code)!.Matter.Class);
        Assert.NotEmpty(Default.FindMatter(code)!.Measures);
    }

    [Fact]
    public void The_six_must_check_matters_are_not_answered_without_the_court_feed_of_today() =>
        Assert.Equal(
            ["FUND 24 h", "GOVPROC 24 h", "PURCHASE 24 h", "BID 24 h", "TRADING 24 h", "AGENCY-MARKET 24 h"],
            Default.Rows.Matters.Where(static matter => matter.MustCheck).Select(static matter =>
                $"{matter.Code} {Default.FindMatter(matter.Code)!.Sources.Single(static source => source.Code == "COURT").MaxAge.TotalHours} h"));

    [Fact]
    public void Every_measure_tells_the_officer_what_to_do_in_both_languages() =>
        Assert.All(Default.Rows.Measures, static measure =>
        {
            Assert.NotEmpty(measure.Reminder.Chinese);
            Assert.NotEmpty(measure.Reminder.English);
        });

    [Fact]
    public void What_bodies_outside_the_state_are_told_is_for_their_own_reference() =>
        Assert.All(
            Default.Rows.Measures.Where(static measure => measure.Kind is MeasureKind.Market or MeasureKind.Industry),
            static measure =>
            {
                Assert.Equal(MeasureStrength.Recommended, measure.Strength);
                Assert.StartsWith("自主参考", measure.Reminder.Chinese);
            });

    // Rules 3.6: region, families of red lists and three clean years for the green channel, then for deferred acceptance.
    [Theory]
    [InlineData("520523", "JINSHA", "*", true, false, "*", true, false)]
    [InlineData("442000", "ZHONGSHAN", "MODEL", true, false, "MODEL", true, false)]
    [InlineData("350200", "FUJIAN", "*", false, false, "*", true, true)]
    [InlineData("460202", "HAITANG", "*", false, false, "", false, false)]
    [InlineData("640381", "QINGTONGXIA", "", false, false, "", false, false)]
    public void The_five_regions_offer_what_their_plans_say(
        string region, string code, string greenRed, bool greenClean, bool greenGrade, string deferredRed, bool deferredClean, bool deferredGrade)
    {
        foreach (var catalogue in new[] { Default, WorkedExamples })
        {
            var profile = catalogue.FindProfile(region)!;
            Assert.Equal(code, profile.Code);
            Assert.Equal((greenRed, greenClean, greenGrade), Parts(profile.GreenChannel));
            Assert.Equal((deferredRed, deferredClean, deferredGrade), Parts(profile.DeferredAcceptance));
            Assert.True(profile.ObjectionSuspends);
        }

        static (string, bool, bool) Parts(CreditCondition condition) => (string.Join(';', condition.RedFamilies), condition.Clean3Y, condition.Grade);
    }

    [Fact]
    public void Only_Fujian_makes_commitments_public() =>
        Assert.Equal(
            [("FUJIAN", CommitmentType.ApprovalSubstituting), ("FUJIAN", CommitmentType.CreditRepair)],
            Default.Rows.Profiles.SelectMany(static profile => profile.PublishedCommitments.Select(type => (profile.Code, type))));

    [Fact]
    public void Another_region_has_no_profile() => Assert.Null(Default.FindProfile("110000"));

    // Moving days to and fro leaves the sum alone: days of the year less 104 weekend days less the statutory holidays, 11 in 2024
    // and 13 from 2025 on.
    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_that_was_announced_has_its_number_of_working_days(int year, int expected)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);
        Assert.Equal(expected, days.Count(Default.WorkingDays.IsWorkingDay));
    }

    [Fact]
    public void The_lunar_festivals_of_2027_stand_where_the_lunar_calendar_puts_them()
    {
        var lunar = new ChineseLunisolarCalendar();
        var newYear = Lunar(1, 1);
        var rows = Default.Rows.Holidays.Where(static day => day.Year == 2027).ToHashSet();

        DateOnly[] festivals = [newYear.AddDays(-1), newYear, newYear.AddDays(1), newYear.AddDays(2), Lunar(5, 5), Lunar(8, 15)];
        Assert.All(festivals, day => Assert.Contains(day, rows));

        DateOnly Lunar(int month, int day)
        {
            var leap = lunar.GetLeapMonth(2027);
            return DateOnly.FromDateTime(lunar.ToDateTime(2027, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
        }
    }

    [Fact]
    public void The_worked_examples_reckon_with_the_same_days() =>
        Assert.Equal(WorkedExamples.Rows.Holidays.Concat(WorkedExamples.Rows.MovedWorkdays), Default.Rows.Holidays.Concat(Default.Rows.MovedWorkdays));
}
