using Verify.Domain;

namespace Verify.Tests.Codes;

public class OrganisationCodeTests
{
    [Theory]
    [InlineData("D2143569-X", "D2143569X")] // the standard's own example
    [InlineData("00990986X", "00990986X")]
    [InlineData("MJX173699", "MJX173699")]
    [InlineData("MA6HQ001-3", "MA6HQ0013")] // worked example E47
    public void A_known_code_is_valid_with_or_without_its_dash(string text, string canonical) =>
        Assert.Equal(new CodeReading(new SubjectCode(CodeType.OrganisationCode, canonical)), Read(text));

    [Theory]
    [InlineData("D2143569", CodeFaultKind.Length, 0, null)]
    [InlineData("D21435_9X", CodeFaultKind.Alphabet, 7, null)]
    [InlineData("D2143569-1", CodeFaultKind.Check, 9, 'X')]
    [InlineData("MJX17369-0", CodeFaultKind.Check, 9, '9')]
    public void A_faulty_code_names_the_fault_its_position_and_the_expected_check(
        string text, CodeFaultKind kind, int position, char? expected) =>
        Assert.Equal(new CodeFault(kind, CodeType.OrganisationCode, position, expected), Read(text).Fault);

    [Fact]
    public void A_generated_code_is_valid() => CodeGenerators.OrganisationCodes.Hold(code => Read(code).IsValid);

    [Fact]
    public void A_wrong_character_is_caught_unless_its_value_differs_by_a_multiple_of_11() =>
        CodeGenerators.OrganisationCodes.Hold(code =>
            CodeGenerators.Substitutions(code[..8], CodeGenerators.Alphanumeric)
                .All(wrong => Read(wrong + code[8]).IsValid == DiffersByEleven(wrong, code)));

    private static bool DiffersByEleven(string wrong, string code)
    {
        var position = Enumerable.Range(0, wrong.Length).Single(i => wrong[i] != code[i]);
        return (Value(wrong[position]) - Value(code[position])) % 11 == 0;
    }

    private static int Value(char c) => CodeGenerators.Alphanumeric.IndexOf(c, StringComparison.Ordinal);

    private static CodeReading Read(string text) => SubjectCodes.Read(CodeType.OrganisationCode, text);
}
