using System.ComponentModel;
using System.Diagnostics;

namespace Verify.Tests.Transport;

/// <summary>A program of another make, run to its end.</summary>
internal sealed record Peer(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program; exit code -1 if there is none of this name.</summary>
    public static async Task<Peer> Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new Peer(process.ExitCode, await output, await error);
        }
        catch (Win32Exception missing)
        {
            return new Peer(-1, "", missing.Message);
        }
    }

    /// <summary>The first of the programs that can do what the arguments ask; null if none can.</summary>
    public static async Task<string?> Find(string[] programs, params string[] arguments)
    {
        foreach (var program in programs)
        {
            if ((await Run(AppContext.BaseDirectory, program, arguments)).ExitCode == 0) return program;
        }
        return null;
    }
}
