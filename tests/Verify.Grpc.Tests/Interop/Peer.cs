using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Verify.Grpc.Tests.Interop;

/// <summary>A gRPC runtime that nobody here wrote: a client and a server program, started when first asked for.</summary>
public sealed class Peer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Interop");
    private readonly string _executable;
    private readonly string _extension;
    private readonly Lazy<Task<string?>> _missing;
    private readonly Lazy<ForeignProgram> _client;
    private readonly Lazy<ForeignProgram> _server;
    private readonly Lazy<Task<int>> _serverPort;

    private Peer(string name, string executable, string extension, Func<Task<string?>> missing)
    {
        Name = name;
        _executable = executable;
        _extension = extension;
        _missing = new(missing);
        _client = new(() => Start("client"));
        _server = new(() => Start("server"));
        _serverPort = new(async () => int.Parse(await _server.Value.HearAsync(default), CultureInfo.InvariantCulture));
    }

    public string Name { get; }

    /// <summary>Why the peer cannot run here; null when it can.</summary>
    public Task<string?> Missing => _missing.Value;

    public Task<int> ServerPort => _serverPort.Value;

    /// <summary>
    /// Debian's interpreter by its path: another one first on the PATH would not have Debian's packages. C-core takes a comma in a
    /// binary value for broken base64.
    /// </summary>
    public static Peer Python() => new("python", "/usr/bin/python3", "py", async () =>
        await Refusal("/usr/bin/python3", "-c", "import grpc, grpc_tools") is { } refusal
            ? $"needs Debian's python3-grpcio and python3-grpc-tools: {refusal}"
            : null);

    /// <summary>@grpc/grpc-js answers uncompressed always ("response compression is currently not supported").</summary>
    public static Peer Node() => new("node", "node", "js", async () =>
        await Refusal("npm", "ci", "--silent", "--omit=optional", "--prefix", Path.Combine(Folder, "node")) is { } refusal
            ? $"needs node, npm and a registry: {refusal}"
            : null);

    public async Task<IReadOnlyList<Outcome>> PerformAsync(Call call, CancellationToken cancel)
    {
        var answer = await _client.Value.AskAsync(JsonSerializer.Serialize(call, JsonLines.Options), cancel);
        return JsonSerializer.Deserialize<Outcome[]>(answer, JsonLines.Options)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated) await _client.Value.DisposeAsync();
        if (_server.IsValueCreated) await _server.Value.DisposeAsync();
    }

    private ForeignProgram Start(string program) => new(_executable, Path.Combine(Folder, Name, $"{program}.{_extension}"));

    /// <summary>Null if the command succeeds, else why not.</summary>
    private static async Task<string?> Refusal(string executable, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(executable, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var complaint = await process.StandardError.ReadToEndAsync();
            await output;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : $"{complaint.Trim()} (exit code {process.ExitCode})";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
