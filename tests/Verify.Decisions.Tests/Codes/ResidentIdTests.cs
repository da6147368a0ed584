using System.Globalization;
using Verify.Domain;

namespace Verify.Tests.Codes;

public class ResidentIdTests
{
    public static TheoryData<string> Valid => [.. CodeVectors.ResidentIds];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_known_number_or_permit_of_the_same_form_is_valid(string number) =>
        Assert.Equal(new CodeReading(new SubjectCode(CodeType.ResidentId, number)), Read(number));

    [Theory]
    [InlineData("52059919800101001", CodeFaultKind.Length, 0)]
    [InlineData("5205991980010100144", CodeFaultKind.Length, 0)]
    [InlineData("52059919800101X014", CodeFaultKind.Alphabet, 15)]
    [InlineData("52059919800101001A", CodeFaultKind.Alphabet, 18)]
    [InlineData("15010288073030X", CodeFaultKind.Alphabet, 15)]
    [InlineData("020599198001010014", CodeFaultKind.Region, 1)]
    [InlineData("550599198001010014", CodeFaultKind.Region, 1)]
    [InlineData("520599198002300014", CodeFaultKind.BirthDate, 7)]
    [InlineData("520599190002290014", CodeFaultKind.BirthDate, 7)] // 1900 was no leap year
    [InlineData("520599198013010014", CodeFaultKind.BirthDate, 7)]
    [InlineData("520599179912310014", CodeFaultKind.BirthDate, 7)]
    [InlineData("520599210001010014", CodeFaultKind.BirthDate, 7)]
    [InlineData("150102880230303", CodeFaultKind.BirthDate, 7)]
    [InlineData("36042619910102009X", CodeFaultKind.Check, 18)]
    [InlineData("520599198001010015", CodeFaultKind.Check, 18)]
    public void A_faulty_number_names_the_fault_and_its_position_but_never_the_expected_check(
        string number, CodeFaultKind kind, int position) =>
        Assert.Equal(new CodeReading(default, new CodeFault(kind, CodeType.ResidentId, position)), Read(number));

    [Fact]
    public void A_15_digit_number_is_widened_to_the_18_of_the_same_person() =>
        Assert.Equal("150102198807303035", Read("150102880730303").Code.Value);

    [Fact]
    public void A_check_can_still_be_computed_by_who_issues_numbers() =>
        Assert.Equal('3', ResidentId.CheckCharacter("36042619910102009"));

    [Fact]
    public void A_generated_number_is_valid() => CodeGenerators.ResidentIds.Hold(number => Read(number).IsValid);

    [Fact]
    public void Every_wrong_character_is_caught() =>
        CodeGenerators.ResidentIds.Hold(number =>
            CodeGenerators.Substitutions(number, CodeGenerators.Alphanumeric).All(wrong => !Read(wrong).IsValid));

    [Fact]
    public void Every_swap_of_neighbours_is_caught() =>
        CodeGenerators.ResidentIds.Hold(number => CodeGenerators.AdjacentSwaps(number).All(wrong => !Read(wrong).IsValid));

    [Fact]
    public void The_birth_date_is_the_one_in_the_number() =>
        Assert.Equal(new DateOnly(1949, 12, 31), ResidentId.BirthDate("11010519491231002X"));

    [Theory]
    [InlineData("520599200806150014", "2026-06-15", 18)] // full on the birthday itself
    [InlineData("52059920080616001X", "2026-06-15", 17)]
    [InlineData("520599201203010017", "2026-06-15", 14)]
    [InlineData("520599200806150014", "2008-06-15", 0)]
    [InlineData("520599200806150014", "2008-06-14", -1)]
    public void A_year_of_age_is_full_on_the_birthday(string number, string day, int age) =>
        Assert.Equal(age, ResidentId.AgeOn(number, DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-02-27", 17)]
    [InlineData("2026-02-28", 18)]
    [InlineData("2028-02-28", 19)]
    [InlineData("2028-02-29", 20)]
    public void Who_was_born_on_29_February_is_a_year_older_on_the_last_day_of_February(string day, int age)
    {
        var first17 = "52059920080229001";
        var number = first17 + ResidentId.CheckCharacter(first17);

        Assert.Equal(age, ResidentId.AgeOn(number, DateOnly.Parse(day, CultureInfo.InvariantCulture)));
    }

    private static CodeReading Read(string number) => SubjectCodes.Read(CodeType.ResidentId, number);
}
