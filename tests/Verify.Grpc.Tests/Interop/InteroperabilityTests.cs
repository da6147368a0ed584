namespace Verify.Grpc.Tests.Interop;

/// <summary>
/// Every scenario, between our runtime and each foreign one, in both directions. The scenarios are in <see cref="Scenarios"/>.
/// </summary>
public sealed class InteroperabilityTests(Peers peers) : IClassFixture<Peers>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var peer in Peers.Names)
            foreach (var scenario in Scenarios.All) pairs.Add(peer, scenario.Name);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task A_foreign_client_is_served_by_our_server(string peer, string scenario)
    {
        var client = await Present(peer);
        await Run(Named(scenario), peers.Ours.Port, client.PerformAsync);
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Our_client_is_served_by_a_foreign_server(string peer, string scenario)
    {
        var server = await Present(peer);
        Assert.SkipWhen(Named(scenario).NeedsCompressedReply && !server.CompressesReplies, $"{peer}'s server cannot compress replies");
        Assert.SkipWhen(Named(scenario).JoinsBinaryMetadata && !server.SplitsBinaryMetadata, $"{peer}'s server refuses joined binary values");
        await Run(Named(scenario), await server.ServerPort, OurClient.PerformAsync);
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task A_foreign_client_and_a_foreign_server_agree_with_the_table(string peer, string scenario)
    {
        var both = await Present(peer);
        Assert.SkipWhen(Named(scenario).NeedsCompressedReply && !both.CompressesReplies, $"{peer}'s server cannot compress replies");
        await Run(Named(scenario), await both.ServerPort, both.PerformAsync);
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
