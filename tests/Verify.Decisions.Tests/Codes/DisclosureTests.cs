using FsCheck;
using FsCheck.Fluent;
using Verify.Domain;

namespace Verify.Tests.Codes;

public class DisclosureTests
{
    [Theory]
    [InlineData(CodeType.ResidentId, "52059920080616001X", "52***************X")]
    [InlineData(CodeType.HkmPermit, "H12345678", "********8")]
    [InlineData(CodeType.TwPermit, "12345678", "*******8")]
    [InlineData(CodeType.Passport, "E12345678", "********8")]
    public void A_person_is_shown_by_province_and_last_character_at_most(CodeType type, string value, string shown)
    {
        Assert.Equal(shown, new SubjectCode(type, value).Masked);
        Assert.Equal(shown, new SubjectCode(type, value).ToString());
    }

    [Theory]
    [InlineData(CodeType.UnifiedSocialCreditCode, "91520523MA6HQ0013R")]
    [InlineData(CodeType.OrganisationCode, "MA6HQ0013")]
    [InlineData(CodeType.RegistrationNumber, "110108000000016")]
    public void An_organisation_is_shown_whole_because_its_code_is_public(CodeType type, string value) =>
        Assert.Equal(value, new SubjectCode(type, value).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("12")]
    [InlineData("123")]
    public void Showing_a_code_that_was_never_read_does_not_throw(string? value) =>
        Assert.Equal(value?.Length ?? 0, new SubjectCode(CodeType.ResidentId, value!).Masked.Length);

    [Fact]
    public void Nothing_printed_of_a_persons_reading_holds_three_characters_of_the_number_in_a_row() =>
        Persons.Hold(code => Printed(code).All(text => !SharesRun(text, code.Value)));

    [Fact]
    public void Nothing_printed_of_a_persons_faulty_number_holds_three_characters_of_it_in_a_row() =>
        (from code in Persons from at in Gen.Choose(0, 7) select new SubjectCode(code.Type, code.Value.Remove(at, 1).Insert(at, "_")))
            .Hold(code => SubjectCodes.Read(code.Type, code.Value).Fault is not null && Printed(code).All(text => !SharesRun(text, code.Value)));

    [Theory]
    [MemberData(nameof(AllFaults))]
    public void Every_fault_has_its_own_words_in_both_languages(CodeFaultKind kind, CodeType type)
    {
        var fault = new CodeFault(kind, type, 18, 'Q');
        var none = new CodeFault((CodeFaultKind)(-1), type);

        Assert.NotEqual(none.Chinese, fault.Chinese);
        Assert.NotEqual(none.English, fault.English);
        Assert.True(fault.English.All(char.IsAscii), fault.English);
        Assert.EndsWith(".", fault.English, StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisations_wrong_check_is_told_with_the_expected_one()
    {
        var fault = SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, "91520523MABHQ0013R").Fault;

        Assert.Equal("统一社会信用代码第18位校验码不符，应为Q", fault?.Chinese);
        Assert.Equal("The unified social credit code has the wrong check character at position 18; expected Q.", fault?.English);
    }

    [Fact]
    public void A_persons_wrong_check_is_told_without_the_expected_one()
    {
        var fault = SubjectCodes.Read(CodeType.ResidentId, "36042619910102009X").Fault;

        Assert.Equal("公民身份号码第18位校验码不符", fault?.Chinese);
        Assert.Equal("The citizen number has the wrong check character at position 18.", fault?.English);
    }

    public static TheoryData<CodeFaultKind, CodeType> AllFaults =>
        new(from kind in Enum.GetValues<CodeFaultKind>() from type in Enum.GetValues<CodeType>() select (kind, type));

    private static Gen<SubjectCode> Persons => CodeGenerators.Codes.Where(code => code.IsPerson);

    private static string[] Printed(SubjectCode code)
    {
        var reading = SubjectCodes.Read(code.Type, code.Value);
        return [reading.ToString(), $"{reading.Code}", reading.Fault?.ToString() ?? "", reading.Fault?.Chinese ?? "", reading.Fault?.English ?? ""];
    }

    private static bool SharesRun(string text, string number) =>
        Enumerable.Range(0, number.Length - 2).Any(start => text.Contains(number.Substring(start, 3), StringComparison.Ordinal));
}
