using Verify.Domain;

namespace Verify.Tests.Codes;

public class RegistrationNumberTests
{
    [Theory]
    [InlineData("110108000000016")]
    [InlineData("320300000174110")]
    [InlineData("320483000067847")]
    [InlineData("440301103072002")]
    [InlineData("441900001868015")]
    public void A_known_number_is_valid(string number) =>
        Assert.Equal(new CodeReading(new SubjectCode(CodeType.RegistrationNumber, number)), Read(number));

    [Theory]
    [InlineData("320483000067848", CodeFaultKind.Check, 15, '7')]
    [InlineData("110108000000017", CodeFaultKind.Check, 15, '6')]
    [InlineData("11010800000001", CodeFaultKind.Length, 0, null)]
    [InlineData("11010800000001X", CodeFaultKind.Alphabet, 15, null)]
    public void A_faulty_number_names_the_fault_its_position_and_the_expected_check(
        string number, CodeFaultKind kind, int position, char? expected) =>
        Assert.Equal(new CodeFault(kind, CodeType.RegistrationNumber, position, expected), Read(number).Fault);

    [Fact]
    public void A_generated_number_is_valid() => CodeGenerators.RegistrationNumbers.Hold(number => Read(number).IsValid);

    [Fact]
    public void Every_wrong_digit_is_caught() =>
        CodeGenerators.RegistrationNumbers.Hold(number =>
            CodeGenerators.Substitutions(number, CodeGenerators.Digits).All(wrong => !Read(wrong).IsValid));

    private static CodeReading Read(string number) => SubjectCodes.Read(CodeType.RegistrationNumber, number);
}
