using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Service.Tests.House.Tidiness;

/// <summary>What must not be in a file that anybody may read: where it was made, whom it could be about.</summary>
internal static partial class TraceRules
{
    /// <summary>The county code that no place has; every invented person lives there.</summary>
    public const string InventedCounty = "520599";

    private const string PublishedExamples = "tests/Verify.Decisions.Tests/Codes/";

    // Hosts that the product speaks of. Anything else is somebody's private server, or wants a line here.
    private static readonly string[] PublicHosts =
    [
        "127.0.0.1", "localhost", "host", "example.com", "github.com", "www.apache.org", "opencollective.com", "sqlite.org", "connectrpc.com",
        "keepachangelog.com", "semver.org", "microsoft.com", "learn.microsoft.com", "aka.ms", "grpc.io", "protobuf.dev", "buf.build", "www.w3.org",
        "json-schema.org",
    ];

    public static IEnumerable<Violation> Check(string path, string text) =>
        text.Contains('\0') ? [] : text.Split('\n').SelectMany((line, index) => InLine(path, index + 1, line));

    private static IEnumerable<Violation> InLine(string path, int number, string line)
    {
        if (HomePath().Match(line) is { Success: true } home)
            yield return new Violation(path, number, $"a path of somebody's machine: {home.Value}");
        foreach (var host in Host().Matches(line).Select(static match => match.Groups[1].Value).Except(PublicHosts, StringComparer.OrdinalIgnoreCase))
        {
            if (!host.EndsWith(".gov.cn", StringComparison.Ordinal))
                yield return new Violation(path, number, $"the host {host}");
        }

        if (!path.StartsWith(PublishedExamples, StringComparison.Ordinal) && PersonNumber().Matches(line).Any(static match => NamesSomebody(match.Value)))
            yield return new Violation(path, number, $"a person's number outside the invented county {InventedCounty}");
    }

    /// <summary>Eighteen characters with a date of birth in the middle, wherever the person may live.</summary>
    private static bool NamesSomebody(string number) =>
        !number.StartsWith(InventedCounty, StringComparison.Ordinal)
        && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
        && birth.Year is >= 1880 and <= 2100;

    [GeneratedRegex(@"(?<![\w.])(/home/|/Users/|/root/|[A-Z]:\\Users\\)\w+")]
    private static partial Regex HomePath();

    [GeneratedRegex(@"https?://(?:[^/\s""'<>@]+@)?([A-Za-z0-9][A-Za-z0-9.\-]*)")]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")]
    private static partial Regex PersonNumber();
}
