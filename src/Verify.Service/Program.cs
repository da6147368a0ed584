using Verify.Hosting.Commands;

return await CommandLine.RunAsync(args, Console.Out, CancellationToken.None);
