namespace Verify.Grpc.Tests.Interop;

/// <summary>Every foreign peer, and our own server for their clients.</summary>
public sealed class Peers : IAsyncLifetime
{
    public static readonly PeerAbilities[] Abilities =
    [
        new("python") { SplitsBinaryMetadata = false },
        new("node") { CompressesReplies = false },
    ];

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

/// <summary>What a foreign server can do, as far as peers differ.</summary>
/// <param name="Name">Its name.</param>
public sealed record PeerAbilities(string Name)
{
    /// <summary>Whether its server can compress replies.</summary>
    public bool CompressesReplies { get; init; } = true;

    /// <summary>Whether its server splits binary values that HttpClient has joined to one header field.</summary>
    public bool SplitsBinaryMetadata { get; init; } = true;

    /// <summary>Whether its server can give the replies of a scenario.</summary>
    public bool Serves(Scenario scenario) => CompressesReplies || !scenario.NeedsCompressedReply;
}
