using FsCheck.Fluent;
using Verify.Domain;

namespace Verify.Tests.Codes;

public class HostileTextTests
{
    public static TheoryData<CodeType> Types => [.. Enum.GetValues<CodeType>()];

    [Fact]
    public void Reading_never_throws_and_answers_either_a_code_or_a_fault() =>
        (from type in CodeGenerators.Types from text in CodeGenerators.HostileText select (type, text)).Hold(given =>
        {
            var reading = SubjectCodes.Read(given.type, given.text);
            return reading.IsValid == reading.Fault is null && (reading.Code.Value is not null) == (reading.IsValid || reading.PilotCandidate);
        });

    [Fact]
    public void A_valid_code_spoiled_by_any_UTF16_unit_is_a_fault_of_its_alphabet_or_form() =>
        (from code in CodeGenerators.Codes from at in Gen.Choose(0, 7) from unit in Gen.Choose(0x80, 0xFEFF) select (code, at, unit)).Hold(given =>
        {
            var (code, at, unit) = given;
            var spoiled = code.Value[..at] + (char)unit + code.Value[(at + 1)..];
            return !SubjectCodes.Read(code.Type, spoiled).IsValid;
        });

    [Theory]
    [MemberData(nameof(Types))]
    public void Nothing_is_an_empty_code(CodeType type)
    {
        Assert.All(new[] { null, "", " \t\u3000\r\n" }, text =>
            Assert.Equal(new CodeReading(default, new CodeFault(CodeFaultKind.Empty, type)), SubjectCodes.Read(type, text)));
    }

    [Fact]
    public void Separators_alone_are_an_empty_code() =>
        Assert.Equal(CodeFaultKind.Empty, SubjectCodes.Read(CodeType.OrganisationCode, "- － -").Fault?.Kind);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_text_over_the_limit_is_refused_unread_even_if_trimming_would_help(CodeType type)
    {
        Assert.Equal(CodeFaultKind.TooLong, SubjectCodes.Read(type, new string(' ', SubjectCodes.MaxLength + 1)).Fault?.Kind);
        Assert.Equal(CodeFaultKind.Empty, SubjectCodes.Read(type, new string(' ', SubjectCodes.MaxLength)).Fault?.Kind);
    }

    [Fact]
    public void A_kind_of_code_that_does_not_exist_is_the_programs_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SubjectCodes.Read((CodeType)99, "12345678"));

    [Fact]
    public void A_reading_that_nobody_made_is_not_valid() => Assert.False(default(CodeReading).IsValid);
}
