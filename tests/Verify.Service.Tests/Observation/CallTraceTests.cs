using System.Globalization;
using System.Text;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.V1;

namespace Verify.Service.Tests.Observation;

/// <summary>Where a reply came from and how long it took are told in trailers to who asks for it, and never in the answer.</summary>
public sealed class CallTraceTests
{
    private const string F = "91520523MA6HQ00642", K = "91520523MA6HQ01018";
    private static readonly Metadata Traced = new() { { "verify-trace", "1" } };

    [Fact]
    public async Task The_first_check_comes_from_the_store_and_the_next_from_memory()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal("store", (await TrailersOf(service, Traced)).GetValue("verify-tier"));
        var trailers = await TrailersOf(service, Traced);
        Assert.Equal("memory", trailers.GetValue("verify-tier"));
        Assert.InRange(long.Parse(trailers.GetValue("verify-duration-us")!, CultureInfo.InvariantCulture), 1, 60_000_000);
    }

    [Fact]
    public async Task Who_does_not_ask_is_not_told()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var headers in (Metadata[])[[], new() { { "verify-trace", "0" } }])
            Assert.DoesNotContain(await TrailersOf(service, headers), static entry => entry.Key.StartsWith("verify-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_tells_the_slowest_of_its_items()
    {
        await using var service = await RunningService.StartAsync();
        await TrailersOf(service, Traced);
        using var call = service.Verification.BatchCheckAsync(
            new BatchCheckRequest { Context = Question(null), Subjects = { new Subject { Code = K }, new Subject { Code = F } } }, Traced, cancellationToken: Stop);
        Assert.Equal(2, (await call.ResponseAsync).Items.Count);
        Assert.Equal("store", call.GetTrailers().GetValue("verify-tier"));
    }

    [Fact]
    public async Task Over_Connect_trailers_are_headers_and_a_refusal_has_them_too()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var body in (string[])["""{"subject":{"code":"%"},"matterCode":"BID","caseNumber":"C-1","stage":"QUALIFY","regionCode":"520523"}""", "{}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "verify.v1.VerificationService/Check")
            {
                Content = new StringContent(body.Replace("%", K, StringComparison.Ordinal), Encoding.UTF8, "application/json"),
                Headers = { { "verify-trace", "1" } },
            };
            using var reply = await service.Http.SendAsync(request, Stop);
            Assert.Equal(body == "{}" ? "memory" : "store", Assert.Single(reply.Headers.GetValues("trailer-verify-tier")));
            Assert.NotEmpty(reply.Headers.GetValues("trailer-verify-duration-us"));
            Assert.DoesNotContain("tier", await reply.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<Metadata> TrailersOf(RunningService service, Metadata headers)
    {
        using var call = service.Verification.CheckAsync(Question(new Subject { Code = K }), headers, cancellationToken: Stop);
        Assert.NotEmpty((await call.ResponseAsync).CheckId);
        return call.GetTrailers();
    }

    private static CheckRequest Question(Subject? subject) => new()
    {
        Subject = subject, MatterCode = "BID", CaseNumber = "C-1", Stage = Stage.Qualify, RegionCode = "520523",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
