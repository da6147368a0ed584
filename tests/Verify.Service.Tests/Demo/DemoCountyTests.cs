using System.Globalization;
using CsvHelper;
using Verify.Demo;
using Verify.Domain;
using Verify.Service.Tests.Import;

namespace Verify.Service.Tests.Demo;

public sealed class DemoCountyTests : IDisposable
{
    private static readonly DateOnly Today = ChinaTime.DateOf(ImportRig.Now);

    private readonly string _folder = Directory.CreateTempSubdirectory("verify-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_and_day_give_the_same_bytes_and_another_seed_does_not()
    {
        var first = Bytes(DemoCounty.Write(Path.Combine(_folder, "a"), Today, seed: 7, organisations: 3_000));

        Assert.Equal(first, Bytes(DemoCounty.Write(Path.Combine(_folder, "b"), Today, seed: 7, organisations: 3_000)));
        Assert.NotEqual(first, Bytes(DemoCounty.Write(Path.Combine(_folder, "c"), Today, seed: 8, organisations: 3_000)));
    }

    [Fact]
    public void The_smallest_county_has_every_list_that_the_whole_one_has()
    {
        var names = DemoCounty.Write(Path.Combine(_folder, "whole"), Today).Files.Select(static file => Path.GetFileName(file.Path)).ToArray();

        for (ulong seed = 0; seed < 50; seed++)
        {
            var small = DemoCounty.Write(Path.Combine(_folder, "small"), Today, seed, DemoCounty.FewestOrganisations);
            Assert.Equal(names, small.Files.Select(static file => Path.GetFileName(file.Path)));
        }
    }

    [Fact]
    public void Every_code_is_valid_and_an_organisations_is_unique_and_of_the_county()
    {
        var codes = Cells(DemoCounty.Write(_folder, Today), "base-registry.csv", "统一社会信用代码");

        Assert.Equal(DemoCounty.DefaultOrganisations, codes.Length);
        Assert.Equal(codes.Length, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, static code => Assert.True(SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, code).IsValid));
        Assert.All(codes, static code => Assert.Equal("520523", UnifiedSocialCreditCode.Region(code).ToString()));
    }

    [Fact]
    public void Persons_are_nobody_by_the_county_of_their_numbers()
    {
        var data = DemoCounty.Write(_folder, Today);
        var numbers = Cells(data, "court-debtors.csv", "cardNum").Where(static number => number.Length == 18)
            .Concat(Cells(data, "base-registry.csv", "法定代表人证件号码").Where(static number => number.Length > 0))
            .ToArray();

        Assert.True(numbers.Length > 2_000);
        Assert.All(numbers, static number => Assert.StartsWith("520599", number, StringComparison.Ordinal));
        Assert.All(numbers, static number => Assert.True(SubjectCodes.Read(CodeType.ResidentId, number).IsValid));
    }

    [Fact]
    public void JS_03_269_organisations_and_837_persons_are_court_debtors()
    {
        var parties = Cells(DemoCounty.Write(_folder, Today), "court-debtors.csv", "partyTypeName");

        Assert.Equal((269, 837), (parties.Count(static party => party == "1"), parties.Count(static party => party == "0")));
    }

    [Fact]
    public void JS_16_at_most_three_in_two_hundred_are_seriously_dishonest_and_nine_in_ten_have_no_bad_record()
    {
        var data = DemoCounty.Write(_folder, Today);
        var debtors = Cells(data, "court-debtors.csv", "统一社会信用代码").Where(static code => code.Length > 0).ToHashSet();
        var listed = data.Files
            .Select(static file => Path.GetFileName(file.Path))
            .Where(static name => name.StartsWith("list-b-", StringComparison.Ordinal) || name.StartsWith("list-f-", StringComparison.Ordinal))
            .SelectMany(name => Rows(data, name).Select(row => (Name: name, Row: row)))
            .ToArray();
        var serious = listed
            .Where(static entry => entry.Name.StartsWith("list-b-", StringComparison.Ordinal) && entry.Name != "list-b-env.csv")
            .Where(static entry => entry.Row["修复日期"].Length == 0 && string.CompareOrdinal(entry.Row["截止日期"], Iso(Today)) >= 0)
            .Select(static entry => entry.Row["身份证号/社会信用代码/组织机构代码/工商注册号"])
            .Concat(debtors)
            .Distinct()
            .Count();
        var bad = listed
            .Select(static entry => entry.Row["身份证号/社会信用代码/组织机构代码/工商注册号"])
            .Concat(debtors)
            .Concat(Cells(data, "penalties.csv", "CF_XDR_SHXYM"))
            .Distinct()
            .Count();

        Assert.InRange(serious, 270, DemoCounty.DefaultOrganisations * 15 / 1_000);
        Assert.InRange(bad, 1_000, DemoCounty.DefaultOrganisations / 10);
    }

    [Theory]
    [InlineData("91520523MA6HQ0013R", "list-r-tax-a.csv")]
    [InlineData("91520523MA6HQ01018", "list-b-wage.csv")]
    [InlineData("91520523MA6HQ011X0", "list-r-customs-aeo.csv")]
    [InlineData("91520523MA6HQ011X0", "list-b-worksafe.csv")]
    [InlineData("91520523MA6HQ0136T", "list-f-fooddrug.csv")]
    public void The_worked_examples_keep_their_codes(string code, string file) =>
        Assert.Contains(code, Cells(DemoCounty.Write(_folder, Today), file, "身份证号/社会信用代码/组织机构代码/工商注册号"));

    [Fact]
    public void A_sample_is_registered_and_on_the_list_that_it_is_said_to_be_on()
    {
        var data = DemoCounty.Write(_folder, Today);
        var registered = Cells(data, "base-registry.csv", "统一社会信用代码").ToHashSet();

        Assert.All(data.Samples, sample => Assert.Contains(sample.Code, registered));
        Assert.All(data.Samples.Where(static sample => sample.ListKind.Length > 0), sample =>
            Assert.Contains(sample.Code, sample.ListKind == "B-COURT"
                ? Cells(data, "court-debtors.csv", "统一社会信用代码")
                : Cells(data, $"list-{sample.ListKind.ToLowerInvariant()}.csv", "身份证号/社会信用代码/组织机构代码/工商注册号")));
        Assert.Contains(data.Samples, static sample => sample.ListKind.Length == 0);
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static byte[] Bytes(DemoData data) => [.. data.Files.SelectMany(static file => File.ReadAllBytes(file.Path))];

    private static string[] Cells(DemoData data, string file, string column) => [.. Rows(data, file).Select(row => row[column])];

    private static Dictionary<string, string>[] Rows(DemoData data, string file)
    {
        using var csv = new CsvReader(new StreamReader(data.Files.Single(written => Path.GetFileName(written.Path) == file).Path), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(static heading => heading, heading => csv.GetField(heading)!));
        return [.. rows];
    }
}
