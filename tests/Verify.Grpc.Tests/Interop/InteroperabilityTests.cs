namespace Verify.Grpc.Tests.Interop;

/// <summary>
/// Every scenario, between our runtime and each foreign one, in both directions. The scenarios are in <see cref="Scenarios"/>.
/// </summary>
public sealed class InteroperabilityTests(Peers peers) : IClassFixture<Peers>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Every scenario with every peer.</summary>
    public static TheoryData<string, string> Pairs => PairsWhere(static (_, _) => true);

    /// <summary>Those that the peer's server can serve when our client asks.</summary>
    public static TheoryData<string, string> PairsServedToUs => PairsWhere(static (peer, scenario) => peer.Serves(scenario) && !(scenario.JoinsBinaryMetadata && !peer.SplitsBinaryMetadata));

    /// <summary>Those that the peer's server can serve when its own client asks.</summary>
    public static TheoryData<string, string> PairsServedToItself => PairsWhere(static (peer, scenario) => peer.Serves(scenario));

    [Theory, MemberData(nameof(Pairs))]
    public async Task A_foreign_client_is_served_by_our_server(string peer, string scenario)
    {
        var client = await Present(peer);
        await Run(Named(scenario), peers.Ours.Port, client.PerformAsync);
    }

    [Theory, MemberData(nameof(PairsServedToUs))]
    public async Task Our_client_is_served_by_a_foreign_server(string peer, string scenario)
    {
        var server = await Present(peer);
        await Run(Named(scenario), await server.ServerPort, OurClient.PerformAsync);
    }

    [Theory, MemberData(nameof(PairsServedToItself))]
    public async Task A_foreign_client_and_a_foreign_server_agree_with_the_table(string peer, string scenario)
    {
        var both = await Present(peer);
        await Run(Named(scenario), await both.ServerPort, both.PerformAsync);
    }

    // What a foreign server cannot do is no failure of ours and no row of its table.
    private static TheoryData<string, string> PairsWhere(Func<PeerAbilities, Scenario, bool> fits)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var peer in Peers.Abilities)
        foreach (var scenario in Scenarios.All.Where(scenario => fits(peer, scenario))) pairs.Add(peer.Name, scenario.Name);
        return pairs;
    }

    private static Scenario Named(string name) => Scenarios.All.Single(scenario => scenario.Name == name);

    private static async Task Run(Scenario scenario, int port, Func<Call, CancellationToken, Task<IReadOnlyList<Outcome>>> perform)
    {
        await using var wire = new Wire(port);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        scenario.Holds(await perform(scenario.CallTo(wire.Port), limit.Token), wire);
    }

    private async Task<Peer> Present(string name)
    {
        var peer = peers[name];
        var missing = await peer.Missing;
        Assert.SkipWhen(missing is not null, $"{name} {missing}");
        return peer;
    }
}
