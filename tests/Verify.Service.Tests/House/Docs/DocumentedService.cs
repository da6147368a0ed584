using System.Diagnostics;
using Verify.Hosting.Commands;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.House.Docs;

/// <summary>
/// The README's first command, run as a newcomer runs it, but for a folder of its own, free ports, a smaller county, and a clock
/// that starts on a day of June 2026. What it prints is given back with the documented names in place of those.
/// </summary>
internal sealed class DocumentedService : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 6, 15, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] DocumentedAddresses = ["http://127.0.0.1:5080", "http://127.0.0.1:5081"];

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly BannerWriter _banner = new();
    private readonly Task<int> _serving;
    private string[] _addresses = [];

    private DocumentedService() => _serving = Task.Run(() => CommandLine.RunAsync(
        [.. Settings, "--Verify:GrpcPort=0", "--Verify:HttpPort=0", "--Verify:Demo:Organisations=200"], _banner, _stop.Token));

    /// <summary>What the first command printed.</summary>
    public string Banner => ToDocumented(_banner.ToString());

    // Commands run later, on the same clock.
    private string[] Settings => ["--data", _folder.File("data"), "--now", (Start + _running.Elapsed).ToString("O")];

    public static async Task<DocumentedService> StartAsync()
    {
        var service = new DocumentedService();
        await Task.WhenAny(service._banner.Complete, service._serving);
        if (service._serving.IsCompleted)
            Assert.Fail($"The service ended with {await service._serving}.");
        var lines = service._banner.ToString().Split('\n');
        service._addresses = [AddressAfter("gRPC (HTTP/2)"), AddressAfter("Connect, JSON")];
        return service;

        string AddressAfter(string label) => lines.Single(line => line.Trim().StartsWith(label, StringComparison.Ordinal)).Split(' ')[^1].TrimEnd('/');
    }

    /// <summary>Runs a command of the program; names of the repository and of files written before mean those.</summary>
    public async Task<string> RunAsync(string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        await CommandLine.RunAsync([arguments[0], .. arguments[1..].Select(ToReal), .. Settings], output, TestContext.Current.CancellationToken);
        return ToDocumented(output.ToString());
    }

    public string ToActual(string text) => DocumentedAddresses.Zip(_addresses).Aggregate(
        text, static (result, pair) => result.Replace(pair.First, pair.Second, StringComparison.Ordinal));

    public void WriteFile(string name, string text) => File.WriteAllText(_folder.File(name), text + "\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
        _folder.Dispose();
    }

    private string ToReal(string argument) =>
        File.Exists(_folder.File(argument)) || argument.EndsWith(".html", StringComparison.Ordinal) ? _folder.File(argument)
        : Path.Exists(Repository.Path(argument)) ? Repository.Path(argument)
        : argument;

    private string ToDocumented(string text) => DocumentedAddresses.Zip(_addresses).Aggregate(
        text.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
        static (result, pair) => result.Replace(pair.Second, pair.First, StringComparison.Ordinal));

    /// <summary>Tells when the last line of the banner is out: the service then answers.</summary>
    private sealed class BannerWriter : StringWriter
    {
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Complete => _complete.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Contains("-- check ", StringComparison.Ordinal) == true)
                _complete.TrySetResult();
        }
    }
}
