using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Verify.Domain;

namespace Verify.Tests.Codes;

/// <summary>Valid canonical codes, completed with the check characters that the product computes, and hostile text.</summary>
internal static class CodeGenerators
{
    public const string UsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    public const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Digits = "0123456789";

    public static readonly Gen<string> OrganisationCodes =
        from body in Text(Alphanumeric, 8)
        select body + OrganisationCode.CheckCharacter(body);

    public static readonly Gen<string> RegistrationNumbers =
        from body in Text(Digits, 14)
        select body + RegistrationNumber.CheckCharacter(body);

    public static readonly Gen<string> Uscc =
        from department in Gen.Elements("123456789ANY".ToCharArray())
        from institution in Gen.Choose(1, 9)
        from region in Text(Digits, 6)
        from organisation in Text(UsccAlphabet, 8)
        let first17 = $"{department}{institution}{region}{organisation}{OrganisationCode.CheckCharacter(organisation)}"
        select first17 + UnifiedSocialCreditCode.CheckCharacter(first17);

    public static readonly Gen<string> ResidentIds =
        from day in Gen.Choose(0, 290 * 365)
        from serial in Text(Digits, 3)
        let birth = new DateOnly(ResidentId.EarliestBirthYear, 1, 1).AddDays(day).ToString("yyyyMMdd", CultureInfo.InvariantCulture)
        let first17 = $"520599{birth}{serial}"
        select first17 + ResidentId.CheckCharacter(first17);

    public static readonly Gen<SubjectCode> Codes = Gen.OneOf(
        Uscc.Select(value => new SubjectCode(CodeType.UnifiedSocialCreditCode, value)),
        OrganisationCodes.Select(value => new SubjectCode(CodeType.OrganisationCode, value)),
        RegistrationNumbers.Select(value => new SubjectCode(CodeType.RegistrationNumber, value)),
        ResidentIds.Select(value => new SubjectCode(CodeType.ResidentId, value)),
        Text(Digits, 8).Select(digits => new SubjectCode(CodeType.HkmPermit, "H" + digits)),
        Text(Digits, 8).Select(digits => new SubjectCode(CodeType.TwPermit, digits)),
        Text(Digits, 8).Select(digits => new SubjectCode(CodeType.Passport, "E" + digits)));

    public static readonly Gen<CodeType> Types = Gen.Elements(Enum.GetValues<CodeType>());

    /// <summary>Any UTF-16, lone surrogates included, with enough ASCII and full-width to get past the first test of a code.</summary>
    public static readonly Gen<string> HostileText =
        from length in Gen.Choose(0, 80)
        from units in Gen.OneOf(Gen.Choose(0, 0xFFFF), Gen.Choose(0x20, 0x7E), Gen.Choose(0xFF01, 0xFF5E), Gen.Choose(0xD800, 0xDFFF))
            .ArrayOf(length)
        select new string([.. units.Select(unit => (char)unit)]);

    public static void Hold<T>(this Gen<T> cases, Func<T, bool> law) => Prop.ForAll(cases.ToArbitrary(), law).QuickCheckThrowOnFailure();

    public static Gen<string> Text(string alphabet, int length) =>
        Gen.Elements(alphabet.ToCharArray()).ArrayOf(length).Select(characters => new string(characters));

    public static IEnumerable<string> Substitutions(string code, string alphabet) =>
        from position in Enumerable.Range(0, code.Length)
        from other in alphabet
        where other != code[position]
        select code[..position] + other + code[(position + 1)..];

    public static IEnumerable<string> AdjacentSwaps(string code) =>
        from position in Enumerable.Range(0, code.Length - 1)
        where code[position] != code[position + 1]
        select code[..position] + code[position + 1] + code[position] + code[(position + 2)..];
}
