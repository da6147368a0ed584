using Verify.Domain;

namespace Verify.Tests.Codes;

public class PermitAndPassportTests
{
    [Theory]
    [InlineData(CodeType.HkmPermit, "H12345678")]
    [InlineData(CodeType.HkmPermit, "M12345678")]
    [InlineData(CodeType.TwPermit, "12345678")]
    [InlineData(CodeType.Passport, "E12345678")]
    [InlineData(CodeType.Passport, "EA1234567")]
    [InlineData(CodeType.Passport, "DE1234567")]
    [InlineData(CodeType.Passport, "SE1234567")]
    [InlineData(CodeType.Passport, "PE1234567")]
    [InlineData(CodeType.Passport, "G12345678")]
    [InlineData(CodeType.Passport, "P1234567")]
    [InlineData(CodeType.Passport, "S1234567")]
    [InlineData(CodeType.Passport, "S12345678")]
    [InlineData(CodeType.Passport, "D1234567")]
    [InlineData(CodeType.Passport, "D12345678")]
    public void A_form_that_was_issued_is_valid(CodeType type, string code) =>
        Assert.Equal(new CodeReading(new SubjectCode(type, code)), SubjectCodes.Read(type, code));

    [Theory]
    [InlineData(CodeType.HkmPermit, "A12345678")]
    [InlineData(CodeType.HkmPermit, "H1234567")]
    [InlineData(CodeType.HkmPermit, "H123456789")]
    [InlineData(CodeType.HkmPermit, "H123456780X")]
    [InlineData(CodeType.HkmPermit, "H")]
    [InlineData(CodeType.TwPermit, "1234567")]
    [InlineData(CodeType.TwPermit, "123456789")]
    [InlineData(CodeType.TwPermit, "T1234567")]
    [InlineData(CodeType.Passport, "EI1234567")]
    [InlineData(CodeType.Passport, "EO1234567")]
    [InlineData(CodeType.Passport, "EA123456")]
    [InlineData(CodeType.Passport, "E1234567")]
    [InlineData(CodeType.Passport, "G1234567")]
    [InlineData(CodeType.Passport, "P12345678")]
    [InlineData(CodeType.Passport, "PA1234567")]
    [InlineData(CodeType.Passport, "X12345678")]
    [InlineData(CodeType.Passport, "123456789")]
    [InlineData(CodeType.Passport, "E1234567A")]
    [InlineData(CodeType.Passport, "E")]
    public void A_form_that_was_not_issued_is_a_format_fault(CodeType type, string code) =>
        Assert.Equal(new CodeReading(default, new CodeFault(CodeFaultKind.Format, type)), SubjectCodes.Read(type, code));

    [Fact]
    public void A_renewed_permit_is_the_same_person() =>
        Assert.Equal(
            SubjectCodes.Read(CodeType.HkmPermit, "H12345678").Code,
            SubjectCodes.Read(CodeType.HkmPermit, "h1234567802").Code);
}
