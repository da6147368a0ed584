using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Verify.Load.Check.Servers;

/// <summary>Callers of the service, put on record by its own command.</summary>
internal static class CallerKeys
{
    /// <summary>Adds one that may ask about organisations, and sees what every department must do.</summary>
    /// <returns>Its API key.</returns>
    public static string Add(string data, string id, int callsPerSecond)
    {
        string[] arguments = ["caller", "add", id, "--no-department", "--scope", "check", "measure.read_all", "--calls-per-second", callsPerSecond.ToString(CultureInfo.InvariantCulture), "--json", "--data", data];
        using var add = Process.Start(new ProcessStartInfo(Places.Service, arguments) { RedirectStandardOutput = true })!;
        var printed = add.StandardOutput.ReadToEnd();
        add.WaitForExit();
        if (add.ExitCode != 0)
            throw new InvalidOperationException($"The caller {id} was not added: {add.ExitCode}.");
        return JsonDocument.Parse(printed).RootElement.GetProperty("apiKey").GetString()!;
    }
}
