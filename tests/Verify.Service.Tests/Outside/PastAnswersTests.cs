using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>
/// Past answers are given again byte for byte, whatever was recorded and published since; <c>VERIFY_PAST_ANSWERS</c> says how many.
/// </summary>
public sealed class PastAnswersTests
{
    private const int CatalogsLeast = 3;
    private const int PastDays = 500;
    private static readonly string[] Matters = ["LIC", "BID", "GOVPROC", "FUND"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("VERIFY_PAST_ANSWERS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 450;

    private sealed record Given(CheckRequest Question, string Digest, string Catalog);

    [Fact]
    public async Task They_are_given_again_byte_for_byte_across_catalogues()
    {
        await using var service = await RunningService.StartAsync();
        var random = new Random(1);
        var given = new ConcurrentBag<Given>();
        var story = PastQuestionTests.Story().ToArray();
        foreach (var step in story)
        {
            await step(service);
            var now = service.Clock.Now;
            var questions = Enumerable.Range(0, (Count + story.Length - 1) / story.Length).Select(_ => QuestionAt(now, random)).ToArray();
            await Parallel.ForEachAsync(questions, Stop, async (question, _) =>
            {
                var answer = await service.Verification.CheckAsync(question, cancellationToken: Stop);
                question.KnownAt = new KnownAt { Revision = answer.Freshness.Revision };
                given.Add(new Given(question, DigestOf(answer), answer.Freshness.CatalogVersion));
            });
            service.Clock.Now += TimeSpan.FromHours(7);
        }

        await Parallel.ForEachAsync(given, Stop, async (one, _) =>
            Assert.Equal(one.Digest, DigestOf(await service.Verification.CheckAsync(one.Question, cancellationToken: Stop))));

        var catalogs = given.Select(static one => one.Catalog).Distinct().Count();
        Assert.InRange(catalogs, CatalogsLeast, int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{given.Count} answers given again, {given.Select(static one => one.Digest).Distinct().Count()} different ones, of {catalogs} catalogues");
    }

    /// <summary>Something that is asked about an instant of the last years, with all that is known now.</summary>
    private static CheckRequest QuestionAt(DateTimeOffset now, Random random)
    {
        var question = Asking.Ask(PastQuestionTests.Codes[random.Next(PastQuestionTests.Codes.Length)], Matters[random.Next(Matters.Length)]);
        question.AsOf = (now - TimeSpan.FromMinutes(random.Next(PastDays * 24 * 60))).ToTimestamp();
        question.KnownAt = new KnownAt { Instant = now.ToTimestamp() };
        return question;
    }

    private static string DigestOf(CheckResponse answer) => Convert.ToHexString(SHA256.HashData(PastQuestionTests.Timeless(answer).ToByteArray()));
}
