using Google.Protobuf.WellKnownTypes;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>
/// The same question about the past is given the same answer for ever (promise 8): after corrections, after facts dated back, after
/// old codes and catalogues that came later.
/// </summary>
public sealed class PastQuestionTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string K = "91520523MA6HQ01018";
    private const string P = "91520523MA6HQ0144M";
    private const string T = "91520523MA6HQ01873";
    private const string P1 = "520599198001010014";
    private const string OldCodeOfT = "MA6HQ0187";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>Whom the story is about.</summary>
    internal static readonly string[] Codes = [A, K, P, T];

    private sealed record Asked(CheckRequest Question, CheckResponse Answer);

    [Fact]
    public async Task A_question_about_the_past_is_answered_as_it_was_then_whatever_was_recorded_and_published_since()
    {
        await using var service = await RunningService.StartAsync();
        var asked = new List<Asked>();
        foreach (var step in Story())
        {
            await step(service);
            asked.AddRange(await AskEverythingAsync(service));
            service.Clock.Now += TimeSpan.FromHours(7);
        }

        Assert.True(asked.Select(static one => one.Answer.Freshness.CatalogVersion).Distinct().Count() >= 3);
        Assert.True(asked.Select(static one => one.Answer.Disposition).Distinct().Count() >= 4);
        foreach (var (question, answer) in asked)
        {
            question.AsOf = answer.AsOf;
            Assert.Equal(Timeless(answer), Timeless(await service.Verification.CheckAsync(question, cancellationToken: Stop)));

            question.KnownAt = new KnownAt { Revision = answer.Freshness.Revision };
            Assert.Equal(Timeless(answer), Timeless(await service.Verification.CheckAsync(question, cancellationToken: Stop)));
        }
    }

    [Fact]
    public async Task The_dossier_of_a_past_revision_stays_what_it_was()
    {
        await using var service = await RunningService.StartAsync();
        var then = new List<GetDossierResponse>();
        foreach (var step in Story())
        {
            await step(service);
            foreach (var code in Codes)
                then.Add(await DossierAsync(service, code, service.Clock.Now, null));
            service.Clock.Now += TimeSpan.FromHours(7);
        }

        var now = service.Clock.Now - TimeSpan.FromHours(7);
        foreach (var dossier in then.AsEnumerable().Reverse().Take(4))
            Assert.Equal(dossier, await DossierAsync(service, dossier.Code, now, null));
        foreach (var dossier in then)
        {
            var facts = (await DossierAsync(service, dossier.Code, service.Clock.Now, dossier.Revision)).Facts;
            Assert.Equal(dossier.Facts, facts);
        }
    }

    /// <summary>What happens, step by step; several steps are dated back, correct what was said before, or change the rules.</summary>
    internal static IEnumerable<Func<RunningService, Task>> Story()
    {
        yield return service => RecordAsync(service, static world => world
            .Known(A).Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Listed(P, "B-ENV", "2025-03-01", "2028-02-29"));
        yield return service => RecordAsync(service, static world => world
            .Listed(A, "R-TAX-A", "2026-01-01", "2026-12-31").ObjectionAccepted(P, "B-ENV", "2026-06-10T09:00"));
        // Nobody gives companies a discretionary limit any more; a month later the same again, and one more mandatory bar is gone.
        yield return service => WithoutMeasureAsync(service, "m4");
        yield return service => RecordAsync(service, static world => world.ObjectionDecided(P, "B-ENV", "2026-06-12T09:00", ObjectionOutcome.UpheldRevoked));
        yield return service => RecordAsync(service, static world => world.Relation(T, P1, Role.LegalRep).Listed(P1, "B-COURT", "2025-01-01", "2027-12-31"));
        yield return service => RecordAsync(service, static world => world.Repaired(K, "B-WAGE", "2026-06-15T12:00", "2026-06-15T13:00"));
        yield return service => WithoutMeasureAsync(service, "m2");
        yield return service => RecordAsync(service, static world => world.Listed(A, "B-COURT", "2026-05-01", "2028-04-30"));
        yield return service => RecordAsync(service, static world => world.Penalised(T, "2026-06-01", PenaltyType.Fine, 50_000));
    }

    private static async Task<List<Asked>> AskEverythingAsync(RunningService service)
    {
        var asked = new List<Asked>();
        foreach (var code in (string[])[A, K, P, T, P1, OldCodeOfT])
        {
            foreach (var matter in (string[])["LIC", "BID", "GOVPROC", "FUND"])
            {
                var question = Asking.Ask(code, matter);
                if (code == OldCodeOfT)
                    question.Subject.CodeType = CodeType.OrganisationCode;
                asked.Add(new Asked(question, await service.Verification.CheckAsync(question, cancellationToken: Stop)));
            }
        }

        return asked;
    }

    private static async Task RecordAsync(RunningService service, Func<World, World> given)
    {
        var step = Guid.NewGuid();
        foreach (var record in World.Of(world => given(world)).Records)
        {
            record.RequestId = $"{step} {record.RequestId}";
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        }
    }

    private static async Task WithoutMeasureAsync(RunningService service, string code)
    {
        var catalog = await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop);
        var measures = catalog.Files.Single(static file => file.Name == "measures.csv").Clone();
        measures.Content = string.Join(
            '\n', measures.Content.Split('\n').Where(line => !line.StartsWith(code + ",", StringComparison.Ordinal)));
        await service.Catalog.PublishCatalogAsync(new PublishCatalogRequest { Files = { measures }, OperatorId = "editor" }, cancellationToken: Stop);
    }

    private static async Task<GetDossierResponse> DossierAsync(RunningService service, string code, DateTimeOffset asOf, long? revision) =>
        await service.Registry.GetDossierAsync(
            new GetDossierRequest
            {
                Subject = Asking.Subject(code),
                AsOf = asOf.ToTimestamp(),
                KnownAt = revision is { } known ? new KnownAt { Revision = known } : null,
            },
            cancellationToken: Stop);

    /// <summary>The answer without the number of the query and the instant of asking.</summary>
    internal static CheckResponse Timeless(CheckResponse answer)
    {
        var timeless = answer.Clone();
        timeless.CheckId = "";
        timeless.EvaluatedAt = null;
        timeless.Freshness.ProvenAt = null;
        return timeless;
    }
}
