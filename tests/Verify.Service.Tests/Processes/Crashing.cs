using System.Globalization;

namespace Verify.Service.Tests.Processes;

/// <summary>How often a crash test kills (<c>VERIFY_CRASHES</c>), and from which seed it takes its random points.</summary>
internal static class Crashing
{
    public static int Count { get; } = Number("VERIFY_CRASHES") ?? 4;

    public static int Seed { get; } = Number("VERIFY_CRASH_SEED") ?? Random.Shared.Next();

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
