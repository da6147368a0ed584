namespace Verify.Load.Fuzz.Cases;

/// <summary>Who is asked about: organisations of the demonstration county, and persons who must turn up nowhere.</summary>
internal static class Marks
{
    /// <summary>Every invented person's number begins with it, and nothing else does.</summary>
    public const string County = "520599";

    /// <summary>Every invented person's name begins with it.</summary>
    public const string NamePrefix = "隐名";

    public static readonly string[] Persons =
    [
        "520599198001010014", "520599201203010017", "520599200806150014", "52059920080616001X", "520599197512310014",
    ];

    public static readonly string[] Organisations =
    [
        "91520523MA6HQ0013R", "91520523MA6HQ01018", "91520523MA6HQ01798", "91520523MA6HQ00642", "91520523MA6HQ01873",
    ];

    /// <summary>What of a log or a reply would tell who somebody is.</summary>
    public static string? FindIn(string text) =>
        text.Contains(County, StringComparison.Ordinal) ? County
        : text.Contains(NamePrefix, StringComparison.Ordinal) ? NamePrefix
        : null;
}
