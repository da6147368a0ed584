using System.Globalization;
using Verify.Hosting.Commands;

namespace Verify.Load.Check.Servers;

/// <summary>
/// The service as its own program starts it, in a process that says, for every line it reads, how many bytes it has allocated so far.
/// </summary>
internal static class CountedService
{
    public const string Says = "allocated ";

    public static void Run()
    {
        _ = CommandLine.RunAsync(["serve"], Console.Out, CancellationToken.None);
        while (Console.In.ReadLine() is not null)
            Console.WriteLine(Says + GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
    }
}
