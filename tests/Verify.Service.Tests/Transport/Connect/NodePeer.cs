using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace Verify.Tests.Transport.Connect;

/// <summary>
/// Runs the npm project in <c>node/</c>, a Connect client that nobody here wrote. Its packages are installed once, beside the
/// built tests; without Node.js or a package registry the tests that need it are skipped and say so.
/// </summary>
public sealed class NodePeer : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transport", "Connect", "node");

    private readonly EchoServer _server = new();
    private JsonNode? _seen;
    private string _missing = "";

    /// <summary>What the client saw over one of its transports.</summary>
    public JsonNode Seen(string transport)
    {
        Assert.SkipWhen(_seen is null, _missing);
        return _seen[transport]!;
    }

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        if (await WhyMissing() is { } reason)
        {
            _missing = $"Node.js and npm with access to a registry are needed for this test. {reason}";
            return;
        }
        var descriptors = Path.Combine(Folder, $"echo-{Guid.NewGuid():N}.binpb");
        await File.WriteAllBytesAsync(descriptors, DescriptorSet());
        var peer = await Peer.Run(Folder, "node", "peer.mjs", _server.Http1.AbsoluteUri, _server.Http2.AbsoluteUri, descriptors);
        File.Delete(descriptors);
        Assert.True(peer.ExitCode == 0, peer.Error);
        _seen = JsonNode.Parse(peer.Output);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<string?> WhyMissing()
    {
        var node = await Peer.Run(Folder, "node", "--version");
        if (node.ExitCode != 0) return node.Error;
        var installed = File.GetLastWriteTimeUtc(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"))) return null;
        var install = await Peer.Run(Folder, "npm", "ci", "--no-audit", "--no-fund");
        return install.ExitCode == 0 ? null : install.Error;
    }

    private static byte[] DescriptorSet()
    {
        FileDescriptor[] roots = [Test.V1.EchoReflection.Descriptor, ErrorDetailsReflection.Descriptor];
        return new FileDescriptorSet { File = { roots.SelectMany(Closure).Distinct().Select(file => file.ToProto()) } }.ToByteArray();
    }

    private static IEnumerable<FileDescriptor> Closure(FileDescriptor file) => file.Dependencies.SelectMany(Closure).Append(file);
}
