using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>What a watcher holds is what Check would answer, whatever it is that changes the answer.</summary>
public sealed class WatchTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string F = "91520523MA6HQ00642";
    private const string K = "91520523MA6HQ01018";
    private const string M = "91520523MA6HQ01280";
    private const string T = "91520523MA6HQ01873";
    private const string P1 = "520599198001010014";
    private static readonly DateTimeOffset Midnight = new(2026, 6, 16, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_current_answers_come_first_and_say_what_Check_says()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Registered(F).Synced("COURT", "2026-06-15T08:00"));
        using var watching = Watching.Of(service, "BID", K, F);
        foreach (var (index, code) in new[] { K, F }.Index())
        {
            var next = await watching.NextAsync();
            var check = await service.Verification.CheckAsync(Asking.Ask(code, "BID"), cancellationToken: Stop);
            check.CheckId = next.Change.Answer.CheckId;
            Assert.Equal((index, check), (next.Change.Index, next.Change.Answer));
            Assert.Equal(index == 1, next.Reached is not null);
        }
    }

    [Fact]
    public async Task E55_a_repair_is_delivered_to_all_subscribers_on_the_day()
    {
        await using var service = await RunningService.StartAsync();
        service.Clock.Now = At("2026-06-15T09:00").AddSeconds(-20);
        await service.RecordAsync(static world => world
            .Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").RepairFiled(K, "B-WAGE", "2026-06-10T09:00").Synced("COURT", "2026-06-15T08:00"));
        var subscribers = Enumerable.Range(0, 3).Select(_ => Watching.Of(service, "BID", K)).ToArray();
        foreach (var subscriber in subscribers)
            Assert.Equal(Disposition.Prohibit, (await subscriber.AnswerAsync()).Disposition);

        service.Clock.Now = At("2026-06-15T09:00");
        var revision = await service.RecordAsync(static world => world.RepairDecided(K, "B-WAGE", "2026-06-15T09:00"));
        foreach (var subscriber in subscribers)
        {
            var next = await subscriber.NextAsync();
            var answer = next.Change.Answer;
            Assert.Equal((revision, revision, At("2026-06-15T09:00")), (next.Change.Revision, next.Reached.Revision, answer.EvaluatedAt.ToDateTimeOffset()));
            Assert.Equal((Disposition.Facilitate, 0, 0), (answer.Disposition, answer.ListStatus.Count, answer.Entries.Count));
            subscriber.Dispose();
        }
    }

    [Fact]
    public async Task An_entry_that_ends_at_midnight_stops_at_midnight()
    {
        await using var service = await RunningService.StartAsync();
        service.Clock.Now = Midnight.AddSeconds(-10);
        await service.RecordAsync(static world =>
            world.Listed(M, "R-TAX-A", "2026-01-01", "2026-12-31").Listed(M, "F-FOOD", "2026-02-01", "2026-06-15"));
        using var watching = Watching.Of(service, "LIC", M);
        Assert.Equal(Disposition.Review, (await watching.AnswerAsync()).Disposition);

        await service.Clock.WhenTimersAsync(static due => due.Contains(Midnight));
        service.Clock.Now = Midnight;
        var answer = await watching.AnswerAsync();
        Assert.Equal((Disposition.Facilitate, Midnight), (answer.Disposition, answer.AsOf.ToDateTimeOffset()));
    }

    [Fact]
    public async Task A_related_person_that_is_listed_changes_the_answer_about_the_organisation()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(T).Registered(P1));
        using var watching = Watching.Of(service, "LIC", T);
        Assert.Empty((await watching.AnswerAsync()).RelatedNotes);

        await service.RecordAsync(static world => world.Relate(T, P1, Role.LegalRep).List(P1, "B-COURT", "2025-05-01", "2027-04-30"));
        Assert.Equal(RelatedNoteKind.Advisory, (await watching.AnswerAsync()).RelatedNotes.Single().Kind);
    }

    [Fact]
    public async Task A_source_that_goes_stale_and_is_heard_again_changes_the_answer_twice()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(F).Synced("COURT", "2026-06-15T10:00"));
        using var watching = Watching.Of(service, "BID", F);
        Assert.Equal(Disposition.Facilitate, (await watching.AnswerAsync()).Disposition);

        await service.WhenStreamsWaitAsync(1);
        service.Clock.Now = At("2026-06-16T10:00").AddTicks(1);
        Assert.Equal(Disposition.Undetermined, (await watching.AnswerAsync()).Disposition);

        await service.RecordAsync(static world => world.Synced("COURT", "2026-06-16T10:00"));
        Assert.Equal(Disposition.Facilitate, (await watching.AnswerAsync()).Disposition);
    }

    [Fact]
    public async Task An_old_code_that_is_registered_changes_the_answer()
    {
        await using var service = await RunningService.StartAsync();
        using var watching = Watching.Of(service, "LIC", "MA6HQ001-3");
        Assert.Equal(ReasonCode.AliasUnresolved, (await watching.AnswerAsync()).Reasons.Single().Code);
        await service.RecordAsync(static world => world.Registered(A));
        Assert.Equal(Disposition.Facilitate, (await watching.AnswerAsync()).Disposition);
    }

    [Fact]
    public async Task A_catalogue_that_is_published_changes_the_answer_then_and_as_it_comes_into_force()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        using var watching = Watching.Of(service, "LIC", K);
        Assert.Equal(Disposition.Review, (await watching.AnswerAsync()).Disposition);

        var catalog = await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop);
        var measures = catalog.Files.Single(static file => file.Name == "measures.csv").Clone();
        measures.Content = string.Join('\n', measures.Content.Split('\n').Where(static line => !line.StartsWith("m4,", StringComparison.Ordinal)));
        await service.Catalog.PublishCatalogAsync(
            new PublishCatalogRequest { Files = { measures }, OperatorId = "editor", EffectiveFrom = Midnight.ToTimestamp() }, cancellationToken: Stop);
        var announced = await watching.AnswerAsync();
        Assert.Equal((Disposition.Review, Midnight), (announced.Disposition, announced.AnswerValidUntil.ToDateTimeOffset()));

        await service.WhenStreamsWaitAsync(1);
        service.Clock.Now = Midnight;
        Assert.Equal(Disposition.Normal, (await watching.AnswerAsync()).Disposition);
    }

    [Fact]
    public async Task A_consent_that_runs_out_ends_the_answers_at_midnight()
    {
        await using var service = await RunningService.StartAsync();
        var request = Watching.Request("HONOUR", P1);
        request.Context.PersonBasis = new PersonBasis { Consent = new Consent { Purpose = "评优", GrantedOn = "2026-06-01", ExpiresOn = "2026-06-15" } };
        using var watching = Watching.Of(service, request);
        Assert.NotNull(await watching.AnswerAsync());

        await service.WhenStreamsWaitAsync(1);
        service.Clock.Now = Midnight;
        var refused = (await watching.NextAsync()).Change.Error.GetDetail<ErrorInfo>()!;
        Assert.Equal(("CONSENT_INVALID", "EXPIRED"), (refused.Reason, refused.Metadata["fault"]));
    }

    [Fact]
    public async Task A_bad_subject_is_an_error_of_its_own_until_the_registry_vouches_for_it()
    {
        const string pilot = "91350211M00013FA1N";
        await using var service = await RunningService.StartAsync();
        using var watching = Watching.Of(service, "LIC", "91520523MABHQ0013R", pilot, F);
        Assert.Equal("INVALID_CODE", (await watching.NextAsync()).Change.Error.GetDetail<ErrorInfo>()!.Reason);
        Assert.Equal("INVALID_CODE", (await watching.NextAsync()).Change.Error.GetDetail<ErrorInfo>()!.Reason);
        Assert.NotNull(await watching.AnswerAsync());

        await service.RecordAsync(static world => world.Registered(pilot));
        var change = (await watching.NextAsync()).Change;
        Assert.Equal((1, ReasonCode.PilotNonconforming), (change.Index, change.Answer.Warnings.Single().Code));
    }

    [Fact]
    public async Task Facts_about_others_wake_nobody_and_a_heartbeat_tells_how_far_everything_has_been_looked_at()
    {
        await using var service = await RunningService.StartAsync();
        using var watching = Watching.Of(service, "LIC", F);
        var first = await watching.NextAsync();
        await service.WhenStreamsWaitAsync(1);
        var revision = await service.RecordAsync(static world => world.Registered(A));
        Assert.True(revision > first.Reached.Revision);

        service.Clock.Now += Watching.Heartbeat;
        var reached = await watching.HeartbeatAsync();
        Assert.Equal((revision, service.Clock.Now), (reached.Revision, reached.At.ToDateTimeOffset()));
    }

    [Fact]
    public async Task What_another_process_writes_is_delivered()
    {
        using var folder = new TemporaryFolder();
        await using var one = await RunningService.StartAsync(data: folder.Path);
        await using var other = await RunningService.StartAsync(data: folder.Path);
        await other.PassTimeUntilAsync(other.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29")));
        using var watching = Watching.Of(one, "LIC", K);
        Assert.Equal(Disposition.Review, (await watching.AnswerAsync()).Disposition);

        await other.PassTimeUntilAsync(other.RecordAsync(static world => world.ObjectionAccepted(K, "B-WAGE", "2026-06-15T09:00")));
        one.Clock.Now += TimeSpan.FromMilliseconds(one.Foundation.Options.Store.RevisionPollMs);
        Assert.Equal(Disposition.Normal, (await watching.AnswerAsync()).Disposition);

        var catalog = await other.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop);
        var matters = catalog.Files.Single(static file => file.Name == "matters.csv").Clone();
        matters.Content = matters.Content.Replace("LIC,一般许可,General licence,LICENCE,,FOOD,yes", "LIC,一般许可,General licence,LICENCE,,FOOD,", StringComparison.Ordinal);
        await other.Catalog.PublishCatalogAsync(new PublishCatalogRequest { Files = { matters }, OperatorId = "editor" }, cancellationToken: Stop);
        one.Clock.Now = other.Clock.Now + TimeSpan.FromMilliseconds(one.Foundation.Options.Store.RevisionPollMs);
        Assert.Equal(IncentiveState.NotApplicable, (await watching.AnswerAsync()).Incentives.GreenChannel.State);
    }

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse($"{local}:00+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
