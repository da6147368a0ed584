using Verify.Domain;

namespace Verify.Tests.Codes;

public class UnifiedSocialCreditCodeTests
{
    public static TheoryData<string> Valid => [.. CodeVectors.Uscc];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_known_code_is_valid(string code)
    {
        var reading = Read(code);

        Assert.Null(reading.Fault);
        Assert.True(reading.IsValid);
        Assert.False(reading.PilotCandidate);
        Assert.Equal(code, reading.Code.Value);
    }

    [Theory]
    [InlineData("12345", CodeFaultKind.Length, 0, null)]
    [InlineData("91350100M000100Y431", CodeFaultKind.Length, 0, null)]
    [InlineData("91350100M000100Y4Z", CodeFaultKind.Alphabet, 18, null)]
    [InlineData("9111000060003IOZSV", CodeFaultKind.Alphabet, 14, null)]
    [InlineData("B1110000600037341L", CodeFaultKind.Class, 1, null)]
    [InlineData("01110000600037341L", CodeFaultKind.Class, 1, null)]
    [InlineData("90110000600037341L", CodeFaultKind.Class, 2, null)]
    [InlineData("9A110000600037341L", CodeFaultKind.Class, 2, null)]
    [InlineData("911100A0600037341L", CodeFaultKind.Region, 7, null)]
    [InlineData("91110000600037341N", CodeFaultKind.Check, 18, 'L')]
    [InlineData("91520523MABHQ0013R", CodeFaultKind.Check, 18, 'Q')] // worked example E45
    public void A_faulty_code_names_the_fault_its_position_and_the_expected_check(
        string code, CodeFaultKind kind, int position, char? expected)
    {
        var reading = Read(code);

        Assert.False(reading.IsValid);
        Assert.Equal(new CodeFault(kind, CodeType.UnifiedSocialCreditCode, position, expected), reading.Fault);
    }

    [Theory]
    [InlineData("91350211M00013FA1N", '3')]
    [InlineData("91350211M0000XUF46", 'R')]
    [InlineData("91350100M0001TGQXM", '1')]
    [InlineData("91350203M0001FUE2P", 'J')]
    public void A_pilot_code_is_faulty_but_keeps_its_code_for_the_base_registry(string code, char expected)
    {
        var reading = Read(code);

        Assert.False(reading.IsValid);
        Assert.True(reading.PilotCandidate);
        Assert.Equal(code, reading.Code.Value);
        Assert.Equal(expected, reading.Fault?.ExpectedCheck);
    }

    [Fact]
    public void A_code_whose_outer_and_inner_checks_both_fail_is_no_pilot_code()
    {
        var reading = Read("91520523MABHQ0013R");

        Assert.False(reading.PilotCandidate);
        Assert.Null(reading.Code.Value);
    }

    [Fact]
    public void A_right_outer_check_does_not_excuse_a_wrong_inner_one()
    {
        var first17 = "91520523MA6HQ0014"; // the organisation code is MA6HQ001-3
        var reading = Read(first17 + UnifiedSocialCreditCode.CheckCharacter(first17));

        Assert.Equal(new CodeFault(CodeFaultKind.InnerCheck, CodeType.UnifiedSocialCreditCode, 17, '3'), reading.Fault);
        Assert.False(reading.PilotCandidate);
    }

    [Fact]
    public void A_citizen_number_sent_as_this_kind_never_becomes_a_pilot_code() =>
        CodeGenerators.ResidentIds.Hold(number =>
        {
            var reading = Read(number);
            return !reading.PilotCandidate && (reading.IsValid || reading.Code.Value is null);
        });

    [Fact]
    public void A_generated_code_is_valid() => CodeGenerators.Uscc.Hold(code => Read(code).IsValid);

    [Fact]
    public void Every_wrong_character_is_caught() =>
        CodeGenerators.Uscc.Hold(code => CodeGenerators.Substitutions(code, CodeGenerators.Alphanumeric).All(wrong => !Read(wrong).IsValid));

    [Fact]
    public void Every_swap_of_neighbours_is_caught() =>
        CodeGenerators.Uscc.Hold(code => CodeGenerators.AdjacentSwaps(code).All(wrong => !Read(wrong).IsValid));

    [Fact]
    public void The_parts_of_a_code_are_its_class_its_region_and_its_organisation_code()
    {
        const string code = "91520523MA6HQ0013R";

        Assert.Equal("91", UnifiedSocialCreditCode.Class(code));
        Assert.Equal("520523", UnifiedSocialCreditCode.Region(code));
        Assert.Equal(new SubjectCode(CodeType.OrganisationCode, "MA6HQ0013"), UnifiedSocialCreditCode.OrganisationPart(code));
    }

    [Fact]
    public void The_organisation_part_is_itself_a_valid_code() =>
        CodeGenerators.Uscc.Hold(code =>
        {
            var part = UnifiedSocialCreditCode.OrganisationPart(code);
            return SubjectCodes.Read(part.Type, part.Value).Code == part;
        });

    [Theory]
    [InlineData("Z1350100M000100Y4")]
    [InlineData("91350100M000100Y")]
    [InlineData("91350100M000100Y43")]
    public void A_check_is_not_computed_over_anything_but_17_characters_of_the_alphabet(string text) =>
        Assert.Throws<ArgumentException>(() => UnifiedSocialCreditCode.CheckCharacter(text));

    private static CodeReading Read(string code) => SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, code);
}
