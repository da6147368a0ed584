using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>
/// U3: past answers are given again byte for byte, whatever was recorded, repaired, revoked and published since;
/// <c>VERIFY_PAST_ANSWERS</c> says how many.
/// </summary>
public sealed class PastAnswersTests
{
    private const int CatalogsLeast = 3;
    private const int DispositionsLeast = 4;
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromDays(9);
    private static readonly TimeSpan AfterStep = TimeSpan.FromHours(12);
    private static readonly string[] Matters = ["LIC", "BID", "GOVPROC", "FUND"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static int Wanted => int.Parse(Environment.GetEnvironmentVariable("VERIFY_PAST_ANSWERS") ?? "450", CultureInfo.InvariantCulture);

    private sealed record Given(CheckRequest Again, string Digest, Disposition Disposition, string Catalog);

    [Fact]
    public async Task They_are_given_again_byte_for_byte_across_catalogues()
    {
        await using var service = await RunningService.StartAsync();
        var (random, given) = (new Random(1), new ConcurrentBag<Given>());
        var (steps, begins) = (PastQuestionTests.Story().ToArray(), new List<DateTimeOffset>());
        foreach (var step in steps)
        {
            await step(service);
            await HearFromSourcesAsync(service);
            begins.Add(service.Clock.Now);
            service.Clock.Now += AfterStep;
            var questions = Enumerable.Range(0, (Wanted + steps.Length - 1) / steps.Length).Select(_ => Question(service.Clock.Now, begins, random)).ToArray();
            await Parallel.ForEachAsync(questions, Stop, async (question, _) => given.Add(await AskAsync(service, question)));
            service.Clock.Now += BetweenSteps;
        }

        Assert.InRange(given.Count, Wanted, Wanted + steps.Length);
        Assert.InRange(given.Select(static one => one.Catalog).Distinct().Count(), CatalogsLeast, int.MaxValue);
        Assert.InRange(given.Select(static one => one.Disposition).Distinct().Count(), DispositionsLeast, int.MaxValue);
        await Parallel.ForEachAsync(given, Stop, async (one, _) =>
            Assert.Equal(one.Digest, DigestOf(await service.Verification.CheckAsync(one.Again, cancellationToken: Stop))));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{given.Count:N0} given again, {given.Select(static one => one.Digest).Distinct().Count():N0} different ones, by catalogue: {string.Join(", ", given.CountBy(static one => one.Catalog))}"));
    }

    /// <summary>About now; or about an instant after one of the steps so far, as it was known then, or as it is known now.</summary>
    private static CheckRequest Question(DateTimeOffset now, List<DateTimeOffset> begins, Random random)
    {
        var question = Asking.Ask(PastQuestionTests.Codes[random.Next(PastQuestionTests.Codes.Length)], Matters[random.Next(Matters.Length)]);
        if (random.Next(3) is not 0 and var kind)
        {
            question.AsOf = (begins[random.Next(begins.Count)] + AfterStep * random.NextDouble()).ToTimestamp();
            question.KnownAt = kind == 1 ? null : new KnownAt { Instant = now.ToTimestamp() };
        }

        return question;
    }

    /// <summary>Asks, and says how to ask for the same again.</summary>
    private static async Task<Given> AskAsync(RunningService service, CheckRequest question)
    {
        var answer = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        question.AsOf = answer.AsOf;
        question.KnownAt = new KnownAt { Revision = answer.Freshness.Revision };
        return new Given(question, DigestOf(answer), answer.Disposition, answer.Freshness.CatalogVersion);
    }

    private static string DigestOf(CheckResponse answer) => Convert.ToHexString(SHA256.HashData(PastQuestionTests.Timeless(answer).ToByteArray()));

    // Sources that went silent would leave most answers open.
    private static async Task HearFromSourcesAsync(RunningService service)
    {
        var now = service.Clock.Now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        await service.RecordAsync(world => world.Synced("COURT", now).Synced("TAX", now));
    }
}
