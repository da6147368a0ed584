using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Tests.Dossiers;

/// <summary>Who waits for a fetch, and on whose thread they go on.</summary>
public sealed class DossierFlightsTests
{
    private static readonly SubjectKey[] One = [new("U:91520599MA6FLIGHT1")];
    private static readonly IReadOnlyList<Dossier> Clean = [Dossier.Fold(One[0], 1, [])];
    private static readonly Watermark At = new(1, DateTimeOffset.UnixEpoch);

    private readonly DossierFlights _flights = new();
    private readonly TaskCompletionSource<IReadOnlyList<Dossier>> _fetch = new();

    [Fact]
    public Task Whoever_sets_out_waits_for_nothing_but_the_fetch() => Task.Run(
        () =>
        {
            var leader = Join(CancellationToken.None);
            _fetch.SetResult(Clean);

            Assert.True(leader.IsCompletedSuccessfully);
            Assert.Equal(0, _flights.Count);
        },
        TestContext.Current.CancellationToken);

    [Fact]
    public async Task Whoever_gives_up_leaves_the_flight_to_those_who_joined()
    {
        using var patience = new CancellationTokenSource();
        var leader = Join(patience.Token);
        var joined = Join(TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);

        _fetch.SetResult(Clean);
        Assert.Equal(Clean[0], (await joined)[0].Dossier);
        Assert.Equal(1, _flights.Joined.Value);
    }

    [Fact]
    public async Task A_fetch_that_fails_fails_for_whoever_set_out_and_whoever_joined()
    {
        var (leader, joined) = (Join(CancellationToken.None), Join(CancellationToken.None));
        _fetch.SetException(new StoreUnavailableException("Away, as the test wants it."));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => leader);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => joined);
        Assert.Equal(0, _flights.Count);
    }

    private Task<IReadOnlyList<Landed>> Join(CancellationToken cancellation) => _flights.JoinAsync(One, At, (_, _) => _fetch.Task, cancellation);
}
