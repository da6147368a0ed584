using FsCheck.Fluent;
using Verify.Domain;

namespace Verify.Tests.Codes;

public class NormalisationTests
{
    private const string Canonical = "91520523MA6HQ0013R";

    [Theory]
    [InlineData(" 91520523MA6HQ0013R\r\n")]
    [InlineData("\u300091520523MA6HQ0013R\u00A0\u2009")]
    [InlineData("91520523ma6hq0013r")]
    [InlineData("９１５２０５２３ＭＡ６ＨＱ００１３Ｒ")]
    [InlineData("９１５２０５２３ｍａ６ｈｑ００１３ｒ")]
    [InlineData("91 520523 MA6HQ001-3 R")]
    [InlineData("91-520523\u2010MA6HQ001\u20133\u2014R")]
    [InlineData("91520523－MA6HQ001\u22123\u3000R")]
    public void The_ways_of_writing_one_code_are_one_code(string text) =>
        Assert.Equal(Canonical, SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, text).Code.Value);

    [Theory]
    [InlineData("520599 19800101 0014")]
    [InlineData("520599-19800101-0014")]
    public void A_separator_inside_a_persons_number_is_not_overlooked(string text) =>
        Assert.Equal(CodeFaultKind.Length, SubjectCodes.Read(CodeType.ResidentId, text).Fault?.Kind);

    [Theory]
    [InlineData('K', '\u212A')] // Kelvin sign
    [InlineData('K', 'К')] // Cyrillic
    [InlineData('A', 'Α')] // Greek
    [InlineData('A', 'Å')]
    [InlineData('1', '\u0131')] // dotless i
    [InlineData('1', '\u0661')] // Arabic-Indic one
    [InlineData('1', '①')]
    [InlineData('1', '１', true)]
    [InlineData('K', 'ｋ', true)]
    public void Only_full_width_and_ASCII_letters_are_folded(char real, char lookAlike, bool folded = false)
    {
        var first17 = "91520523MA6KQ001" + OrganisationCode.CheckCharacter("MA6KQ001");
        var code = first17 + UnifiedSocialCreditCode.CheckCharacter(first17);
        var position = code.LastIndexOf(real);
        var disguised = code[..position] + lookAlike + code[(position + 1)..];

        var reading = SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, disguised);

        Assert.Equal(folded ? null : CodeFaultKind.Alphabet, reading.Fault?.Kind);
        Assert.Equal(folded ? 0 : position + 1, reading.Fault?.Position ?? 0);
    }

    [Fact]
    public void A_long_s_is_not_an_S()
    {
        var check = OrganisationCode.CheckCharacter("SA6KQ001");

        Assert.True(SubjectCodes.Read(CodeType.OrganisationCode, "sA6KQ001" + check).IsValid);
        Assert.Equal(CodeFaultKind.Alphabet, SubjectCodes.Read(CodeType.OrganisationCode, "\u017FA6KQ001" + check).Fault?.Kind);
    }

    [Theory]
    [InlineData("11010519491231002x", true)]
    [InlineData("11010519491231002ｘ", true)]
    [InlineData("11010519491231002Х", false)] // Cyrillic
    [InlineData("11010519491231002Ⅹ", false)] // Roman numeral
    [InlineData("11010519491231002×", false)] // multiplication sign
    public void The_check_X_of_a_citizen_number_is_the_letter_and_nothing_like_it(string number, bool valid) =>
        Assert.Equal(valid, SubjectCodes.Read(CodeType.ResidentId, number).IsValid);

    [Fact]
    public void Reading_what_was_read_gives_the_same_string_back() =>
        CodeGenerators.Codes.Hold(code =>
        {
            var once = SubjectCodes.Read(code.Type, Disguise(code));
            var twice = SubjectCodes.Read(code.Type, once.Code.Value);
            return once.Code == code && twice == once && ReferenceEquals(twice.Code.Value, once.Code.Value);
        });

    [Fact]
    public void A_canonical_code_is_read_without_allocation()
    {
        (CodeType Type, string Text)[] codes =
        [
            (CodeType.UnifiedSocialCreditCode, Canonical), (CodeType.OrganisationCode, "MA6HQ0013"),
            (CodeType.RegistrationNumber, "110108000000016"), (CodeType.ResidentId, "52059920080616001X"),
            (CodeType.HkmPermit, "H12345678"), (CodeType.TwPermit, "12345678"), (CodeType.Passport, "E12345678"),
        ];
        Assert.True(ReadAll(codes));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var valid = ReadAll(codes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(valid);
        Assert.Equal(0, allocated);
    }

    private static bool ReadAll((CodeType Type, string Text)[] codes)
    {
        var valid = true;
        foreach (var (type, text) in codes)
            valid &= SubjectCodes.Read(type, text).IsValid;
        return valid;
    }

    private static string Disguise(SubjectCode code)
    {
        var wide = string.Concat(code.Value.Select(c => (char)(char.ToLowerInvariant(c) - '!' + '！')));
        return "\u3000" + (code.IsPerson ? wide : wide.Insert(4, "－ ")) + "\t";
    }
}
