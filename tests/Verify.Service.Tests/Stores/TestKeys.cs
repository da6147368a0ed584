using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>Keys that anybody may know, and persons that nobody is (there is no county 520599).</summary>
public static class TestKeys
{
    public static readonly KeyRing Ring = RingOf(1);

    public static readonly SubjectKeys Subjects = new(Ring);

    public static readonly IReadOnlyList<SubjectCode> Persons =
    [
        .. new[] { "520599198001010014", "520599201203010017", "520599200806150014", "52059920080616001X", "520599197512310014" }
            .Select(static number => SubjectCodes.Read(CodeType.ResidentId, number).Code),
        SubjectCodes.Read(CodeType.HkmPermit, "H12345678").Code,
        SubjectCodes.Read(CodeType.TwPermit, "12345678").Code,
        SubjectCodes.Read(CodeType.Passport, "E12345678").Code,
    ];

    public static KeyRing RingOf(byte seed) => new(OptionsOf(seed));

    public static KeyRingOptions OptionsOf(byte seed) => new() { Index = KeyOf(seed), CurrentSeal = "a", Seal = { ["a"] = KeyOf(seed) } };

    public static string KeyOf(byte seed) => Convert.ToBase64String([.. Enumerable.Repeat(seed, KeyRingOptions.KeyBytes)]);
}
