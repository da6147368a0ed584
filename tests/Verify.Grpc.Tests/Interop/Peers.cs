namespace Verify.Grpc.Tests.Interop;

/// <summary>Every foreign peer, and our own server for their clients.</summary>
public sealed class Peers : IAsyncLifetime
{
    public static readonly string[] Names = ["python", "node"];

    private readonly Peer[] _peers = [Peer.Python(), Peer.Node()];

    public OurServer Ours { get; } = new();

    public Peer this[string name] => _peers.Single(peer => peer.Name == name);

    public async ValueTask InitializeAsync() => await Ours.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) await peer.DisposeAsync();
        await Ours.DisposeAsync();
    }
}
