using System.Globalization;
using Verify.Hosting.Commands;

// What is written and read is for programs and files, the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await CommandLine.RunAsync(args, Console.Out, CancellationToken.None);
