using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>The catalogue over the wire: judged as a whole, published or refused whole, every version kept.</summary>
public sealed class CatalogRpcTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task E37_a_condition_on_a_persons_score_is_refused_and_nothing_changes()
    {
        await using var service = await RunningService.StartAsync();
        var before = await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop);
        var measures = before.Files.Single(static file => file.Name == "measures.csv").Clone();
        measures.Content = measures.Content.Replace("own_field", "score<600", StringComparison.Ordinal);

        var judged = await service.Catalog.ValidateCatalogAsync(new ValidateCatalogRequest { Files = { measures } }, cancellationToken: Stop);
        Assert.False(judged.Valid);
        var finding = judged.Findings.First(static finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal(("SCORE_ON_PERSON", "measures.csv"), (finding.Code, finding.File));
        Assert.True(finding.Line > 1);

        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Catalog.PublishCatalogAsync(
            new PublishCatalogRequest { Files = { measures }, OperatorId = "editor" }, cancellationToken: Stop)));
        Assert.Equal(((int)StatusCode.FailedPrecondition, "CATALOG_INVALID"), (refused.Code, refused.GetDetail<ErrorInfo>()!.Reason));
        Assert.Equal(before.Version, (await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop)).Version);
    }

    [Fact]
    public async Task A_catalogue_that_another_process_published_decides_here_too()
    {
        using var shared = new TemporaryFolder();
        await using var one = await RunningService.StartAsync(data: shared.Path);
        await using var other = await RunningService.StartAsync(data: shared.Path);
        var catalog = await one.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop);
        var measures = catalog.Files.Single(static file => file.Name == "measures.csv").Clone();
        measures.Content = string.Join('\n', measures.Content.Split('\n').Where(static line => !line.StartsWith("m4,", StringComparison.Ordinal)));

        var published = await one.Catalog.PublishCatalogAsync(
            new PublishCatalogRequest { Files = { measures }, OperatorId = "editor" }, cancellationToken: Stop);
        other.Clock.Now += TimeSpan.FromMilliseconds(other.Foundation.Options.Store.RevisionPollMs);

        // It is taken in beside the calls; where it is not, the patience ends.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        CheckResponse answer;
        do
            answer = await other.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: patience.Token);
        while (answer.Freshness.CatalogVersion == catalog.Version);
        Assert.Equal(published.Version, answer.Freshness.CatalogVersion);
    }

    [Fact]
    public async Task A_new_version_decides_from_its_instant_on_and_the_old_one_stays_for_the_past()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var record in World.Of(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29")).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        var before = await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        Assert.Equal(Disposition.Review, before.Disposition);

        var catalog = await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop);
        var measures = catalog.Files.Single(static file => file.Name == "measures.csv").Clone();
        measures.Content = string.Join('\n', measures.Content.Split('\n').Where(static line => !line.StartsWith("m4,", StringComparison.Ordinal)));
        var tomorrow = service.Clock.Now.AddDays(1);
        var published = await service.Catalog.PublishCatalogAsync(
            new PublishCatalogRequest { Files = { measures }, OperatorId = "editor", EffectiveFrom = tomorrow.ToTimestamp() }, cancellationToken: Stop);

        var today = await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        Assert.Equal((Disposition.Review, tomorrow), (today.Disposition, today.AnswerValidUntil.ToDateTimeOffset()));
        service.Clock.Now = tomorrow;
        var after = await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        Assert.Equal((Disposition.Normal, published.Version), (after.Disposition, after.Freshness.CatalogVersion));

        var past = Asking.Ask(K, "LIC");
        past.AsOf = before.AsOf;
        Assert.Equal((Disposition.Review, catalog.Version), await DispositionAndVersionAsync(service, past));
        Assert.Equal(catalog.Files, (await service.Catalog.GetCatalogAsync(new GetCatalogRequest { Version = catalog.Version }, cancellationToken: Stop)).Files);
    }

    [Fact]
    public async Task An_unknown_version_is_NOT_FOUND()
    {
        await using var service = await RunningService.StartAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await service.Catalog.GetCatalogAsync(new GetCatalogRequest { Version = "0000" }, cancellationToken: Stop));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    private static async Task<(Disposition, string)> DispositionAndVersionAsync(RunningService service, CheckRequest question)
    {
        var answer = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        return (answer.Disposition, answer.Freshness.CatalogVersion);
    }
}
