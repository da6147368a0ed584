namespace Verify.Load.Check.Servers;

/// <summary>Where things are, seen from where this program was built.</summary>
internal static class Places
{
    private const string Built = "bin/Release/net10.0";

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    /// <summary>The service as it is deployed: compiled ahead of time.</summary>
    public static string Service => Path.Combine(Repository, "load/check/bin/service/Verify.Service");

    public static string Echo => Path.Combine(Repository, "load/echo", Built, "Verify.Load.Echo");

    public static string Handwritten => Path.Combine(Repository, "load/check/handwritten", Built, "Verify.Load.Handwritten");

    public static string Self => Path.Combine(AppContext.BaseDirectory, "Verify.Load.Check");
}
