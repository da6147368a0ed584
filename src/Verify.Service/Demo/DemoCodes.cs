using System.Globalization;
using Verify.Domain;

namespace Verify.Demo;

/// <summary>Codes that keep every rule of their standard and belong to nobody as far as is known.</summary>
internal static class DemoCodes
{
    /// <summary>The county in whose codes the worked examples stand.</summary>
    public const string County = "520523";

    /// <summary>A county that GB/T 2260 does not assign: no real person's number begins with it.</summary>
    public const string NobodysCounty = "520599";

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int SerialLength = 5;
    private const int Serials = 31 * 31 * 31 * 31 * 31;

    // Has no divisor in common with 31, so that every index has a serial of its own.
    private const long Stride = 7_919_033;

    // Modulo Serials.
    private const long StrideInverse = 696_077;

    /// <summary>The USCC of the <paramref name="index"/>-th organisation of the county.</summary>
    public static string Uscc(string subjectClass, int index)
    {
        var organisation = Organisation((subjectClass[0] is '9' ? "MA6" : "MB6") + Serial(index));
        var first17 = subjectClass + County + organisation;
        return first17 + UnifiedSocialCreditCode.CheckCharacter(first17);
    }

    /// <summary>The index whose code comes at a place in the order of codes, from 0.</summary>
    public static int IndexInOrder(int place) => (int)(place * StrideInverse % Serials);

    /// <summary>The organisation code with its check.</summary>
    public static string Organisation(string first8) => first8 + OrganisationCode.CheckCharacter(first8);

    /// <summary>The business registration number of the <paramref name="index"/>-th organisation.</summary>
    public static string Registration(int index)
    {
        var first14 = County + index.ToString("D8", CultureInfo.InvariantCulture);
        return first14 + RegistrationNumber.CheckCharacter(first14);
    }

    /// <summary>A citizen number of nobody.</summary>
    public static string Citizen(DateOnly born, int serial)
    {
        var first17 = NobodysCounty + born.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + serial.ToString("D3", CultureInfo.InvariantCulture);
        return first17 + ResidentId.CheckCharacter(first17);
    }

    private static string Serial(int index)
    {
        Span<char> serial = stackalloc char[SerialLength];
        var value = index * Stride % Serials;
        for (var i = SerialLength - 1; i >= 0; i--, value /= Alphabet.Length)
            serial[i] = Alphabet[(int)(value % Alphabet.Length)];
        return new string(serial);
    }
}
