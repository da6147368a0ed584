using System.CommandLine;
using System.Globalization;
using Verify.Demo;
using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Hosting.Commands;

/// <summary><c>serve</c>, the default: opens the store, loads the demonstration county if it is empty, listens.</summary>
internal static class ServeCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("serve", "Serve gRPC and Connect (default). 启动服务");
        command.SetAction((result, stop) => RunAsync(shared.Bind(result), output, stop));
        return command;
    }

    public static async Task<int> RunAsync(VerifyOptions options, TextWriter output, CancellationToken cancellation)
    {
        await using var foundation = await Foundation.OpenAsync(options, cancellation);
        var samples = await LoadDemoAsync(foundation, output, cancellation);
        await using var app = VerifyServer.Build(foundation);
        await app.StartAsync(cancellation);
        await Banner.WriteAsync(output, foundation, VerifyServer.AddressesOf(app), samples);
        await app.WaitForShutdownAsync(cancellation);
        return CommandLine.Done;
    }

    /// <summary>Makes the demonstration county and imports it through the same files as anybody's data.</summary>
    private static async Task<IReadOnlyList<DemoSample>> LoadDemoAsync(
        Foundation foundation, TextWriter output, CancellationToken cancellation)
    {
        var options = foundation.Options;
        if (!options.Demo.Enabled || await foundation.Store.ReadRevisionAsync(cancellation) > 0)
            return [];

        var now = foundation.Clock.GetUtcNow();
        var folder = Path.Combine(options.Data, "demo");
        Directory.CreateDirectory(folder);
        var county = DemoCounty.Write(folder, ChinaTime.DateOf(now), (ulong)options.Demo.Seed, options.Demo.Organisations);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"The registry is empty: loading a demonstration county of {options.Demo.Organisations:N0} organisations …"));
        long facts = 0, rejected = 0;
        var started = foundation.Clock.GetTimestamp();
        foreach (var file in county.Files)
        {
            var summary = await foundation.Importing.ImportAsync(
                file.Path,
                new ImportOptions { Source = file.Source },
                foundation.Catalogs.InForceNow().Catalogue,
                new Recorder("DEMO", "demonstration"),
                progress: null,
                cancellation);
            if (summary.Fault is { } fault)
                throw new InvalidDataException($"{Path.GetFileName(file.Path)}: {fault.English}");
            facts += summary.Recorded;
            rejected += summary.Rejected;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Loaded {facts:N0} facts in {foundation.Clock.GetElapsedTime(started).TotalSeconds:F1} s; {rejected:N0} rows rejected. The files are in {folder}."));
        return county.Samples;
    }
}
