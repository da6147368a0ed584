using System.CommandLine;
using Verify.Audit;
using Verify.Hosting.Observation;

namespace Verify.Hosting.Commands;

/// <summary><c>serve</c>, the default: opens the store, loads the demonstration county if it is empty, listens.</summary>
internal static class ServeCommand
{
    // The embedded store and the disk hold a thread of the pool for milliseconds now and then, and on one processor the pool has but one.
    private const int ThreadsMin = 8;

    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("serve", "Serve gRPC and Connect (default). 启动服务");
        command.SetAction((result, stop) => RunAsync(shared.Bind(result), output, stop));
        return command;
    }

    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="options">The options.</param>
    /// <param name="output">Where the banner goes.</param>
    /// <param name="cancellation">Tells it to stop.</param>
    /// <param name="before">As for <see cref="Foundation.OpenAsync"/>. No setting leads here: a service as shipped registers every answer.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        VerifyOptions options, TextWriter output, CancellationToken cancellation, Func<IQueryRegister, IQueryRegister>? before = null)
    {
        ThreadPool.GetMinThreads(out var threads, out var completions);
        ThreadPool.SetMinThreads(Math.Max(threads, ThreadsMin), completions);
        await using var foundation = await Foundation.OpenAsync(options, cancellation, before: before);
        var samples = await Demonstration.LoadAsync(foundation, output, cancellation);
        await Rehearsal.PlayAsync(options, cancellation);
        using var export = OtlpExport.Begin(options.Telemetry);
        await using var app = VerifyServer.Build(foundation);
        foundation.IsWarm = false;
        await app.StartAsync(cancellation);
        await Rehearsal.EnterAsync(foundation, VerifyServer.AddressesOf(app), cancellation);
        foundation.IsWarm = true;
        await Banner.WriteAsync(output, foundation, VerifyServer.AddressesOf(app), samples);
        await app.WaitForShutdownAsync(cancellation);
        return foundation.Revisions.WentBack.IsCancellationRequested ? CommandLine.Unavailable : CommandLine.Done;
    }
}
