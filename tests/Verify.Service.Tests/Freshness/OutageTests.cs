using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Freshness;

/// <summary>Never a stale adverse answer, never "clean" by ignorance (promises 3 and 4).</summary>
public sealed class OutageTests
{
    private const string Listed = "91520523MA6HQ01018";
    private const string Clean = "91520523MA6HQ0013R";
    private const string NeverAskedAbout = "91520523MA6HQ0144M";
    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(500);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private UnreliableStore _hand = null!;

    [Fact]
    public async Task While_the_lease_runs_a_store_that_is_away_is_not_missed()
    {
        await using var service = await StartAsync();
        _hand.IsAway = true;
        service.Clock.Now += Lease;

        var answer = await CheckAsync(service, Listed);

        Assert.Equal(EntryState.Listed, Assert.Single(answer.Entries).State);
        Assert.True(answer.Freshness.Firm);
        Assert.Equal(service.Clock.Now - Lease, answer.Freshness.ProvenAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task Beyond_the_lease_whoever_has_an_adverse_record_is_UNDETERMINED_and_nothing_of_the_record_is_told()
    {
        await using var service = await StartAsync();
        Assert.NotEmpty((await CheckAsync(service, Listed)).Measures);
        _hand.IsAway = true;
        service.Clock.Now += 2 * Lease;

        foreach (var staleness in (TimeSpan?[])[null, TimeSpan.FromHours(1)])
        {
            var answer = await CheckAsync(service, Listed, staleness);
            Assert.Equal(Disposition.Undetermined, answer.Disposition);
            Assert.Equal(ReasonCode.FreshnessUnproven, Assert.Single(answer.Reasons).Code);
            Assert.Empty(answer.Entries);
            Assert.Empty(answer.Measures);
            Assert.Empty(answer.ListStatus);
            Assert.False(answer.Freshness.Firm);
            Assert.Equal(service.Clock.Now - (2 * Lease), answer.Freshness.ProvenAt.ToDateTimeOffset());
        }
    }

    [Fact]
    public async Task Beyond_the_lease_a_clean_subject_is_answered_to_whoever_allowed_an_answer_so_old_and_told_how_old_it_is()
    {
        await using var service = await StartAsync();
        _hand.IsAway = true;
        service.Clock.Now += 2 * Lease;

        var answer = await CheckAsync(service, Clean, 2 * Lease);

        Assert.Equal(Disposition.Normal, answer.Disposition);
        Assert.False(answer.Freshness.Firm);
        Assert.Equal(service.Clock.Now - (2 * Lease), answer.Freshness.ProvenAt.ToDateTimeOffset());
        await AssertUnavailableAsync(service, Clean, null);
        await AssertUnavailableAsync(service, Clean, (2 * Lease) - TimeSpan.FromTicks(1));
    }

    [Fact]
    public async Task Whoever_is_not_kept_is_unavailable_not_clean()
    {
        await using var service = await StartAsync();
        _hand.IsAway = true;
        await AssertUnavailableAsync(service, NeverAskedAbout, TimeSpan.FromHours(1));
        service.Clock.Now += 2 * Lease;
        await AssertUnavailableAsync(service, NeverAskedAbout, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task An_adverse_related_person_makes_the_answer_UNDETERMINED_too()
    {
        const string person = "520599198001010014";
        await using var service = await StartAsync(world => world
            .Relate(NeverAskedAbout, person, Role.LegalRep).Graded(person, Grade.Poor, "2026-01-01"));
        await CheckAsync(service, NeverAskedAbout);
        _hand.IsAway = true;
        service.Clock.Now += 2 * Lease;

        var answer = await CheckAsync(service, NeverAskedAbout);

        Assert.Equal(ReasonCode.FreshnessUnproven, Assert.Single(answer.Reasons).Code);
    }

    [Fact]
    public async Task A_store_that_hangs_costs_an_attempt_and_comes_back_by_itself()
    {
        await using var service = await StartAsync();
        service.Clock.Now += 2 * Lease;
        _hand.FallSilent();

        var asking = CheckAsync(service, Listed);
        while (!asking.IsCompleted)
        {
            service.Clock.Now += TimeSpan.FromMilliseconds(100);
            await Task.Yield();
        }

        Assert.Equal(Disposition.Undetermined, (await asking).Disposition);
        _hand.Speak();
        var answer = await CheckAsync(service, Listed);
        while (!answer.Freshness.Firm)
        {
            service.Clock.Now += TimeSpan.FromMilliseconds(100);
            answer = await CheckAsync(service, Listed);
        }

        Assert.Equal(EntryState.Listed, Assert.Single(answer.Entries).State);
    }

    [Fact]
    public async Task A_clock_that_steps_back_or_forth_leaves_no_answer_without_proof()
    {
        await using var service = await StartAsync();
        foreach (var step in (TimeSpan[])[TimeSpan.FromDays(1), -TimeSpan.FromDays(2), TimeSpan.FromDays(1)])
        {
            service.Clock.Now += step;
            var answer = await CheckAsync(service, Listed);
            Assert.True(answer.Freshness.Firm);
        }
    }

    [Fact]
    public async Task Fresh_is_a_page_that_says_since_when()
    {
        await using var service = await StartAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await service.Http.GetAsync("/healthz/fresh", Stop)).StatusCode);
        _hand.IsAway = true;
        service.Clock.Now += 2 * Lease;
        var stale = await service.Http.GetAsync("/healthz/fresh", Stop);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, stale.StatusCode);
        Assert.Contains("\"ageMs\":1000", await stale.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_simultaneous_cold_calls_for_one_subject_read_the_store_once()
    {
        await using var service = await StartAsync();
        var before = _hand.DossierReads;
        _hand.FallSilent();
        var asking = Enumerable.Range(0, 1_000).Select(_ => CheckAsync(service, NeverAskedAbout)).ToArray();
        while (_hand.DossierReads == before)
            await Task.Yield();
        _hand.Speak();
        await Task.WhenAll(asking);

        Assert.Equal(1, _hand.DossierReads - before);
    }

    private async Task<RunningService> StartAsync(Action<World>? with = null)
    {
        var service = await RunningService.StartAsync(around: store =>
        {
            (store, _hand) = UnreliableStore.Of(store);
            return store;
        });
        await service.RecordAsync(world =>
        {
            world.Listed(Listed, "B-COURT", "2026-01-01", "2027-01-01").Registered(Clean, "2025-01-01").Registered(NeverAskedAbout);
            world.Synced("COURT", "2026-06-15T08:00").Synced("TAX", "2026-06-15T08:00");
            with?.Invoke(world);
        });
        await CheckAsync(service, Listed);
        await CheckAsync(service, Clean);
        return service;
    }

    private static async Task<CheckResponse> CheckAsync(RunningService service, string code, TimeSpan? staleness = null)
    {
        var request = Asking.Ask(code, "LIC");
        if (staleness is { } allowed)
            request.Consistency = new Consistency { MaxStaleness = new MaxStaleness { Duration = allowed.ToDuration() } };
        return await service.Verification.CheckAsync(request, cancellationToken: Stop);
    }

    private static async Task AssertUnavailableAsync(RunningService service, string code, TimeSpan? staleness)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(service, code, staleness));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        Assert.Equal("STORE_UNAVAILABLE", Errors.StatusOf(refused).GetDetail<Google.Rpc.ErrorInfo>()?.Reason);
    }
}
