using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>A caller who was revoked anywhere is refused everywhere within the lease, and its streams end.</summary>
public sealed class RevocationTests : IDisposable
{
    private const string A = "91520523MA6HQ0013R";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_is_revoked_at_one_instance_is_refused_at_another_within_the_lease()
    {
        await using var one = await RunningService.StartAsync(data: _folder.Path);
        await using var other = await RunningService.StartAsync(data: _folder.Path);
        var key = await one.AddAsync("one", "check");
        await other.WhenKnownAsync(static roster => roster.Callers.ContainsKey("one"));
        await one.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));
        await other.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));

        var before = other.Clock.Now;
        await one.RevokeAsync("one");
        await other.WhenKnownAsync(static roster => roster.Callers["one"].IsRevoked);

        Assert.InRange(other.Clock.Now - before, TimeSpan.Zero, other.Foundation.Options.Cache.Lease);
        foreach (var service in (RunningService[])[one, other])
        {
            var refused = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key)));
            Assert.Equal((StatusCode.Unauthenticated, "CALLER_UNKNOWN", "REVOKED"), (refused.Code, refused.Reason, refused.Metadata["fault"]));
        }
    }

    [Fact]
    public async Task The_first_caller_ends_the_open_development_caller_everywhere_and_its_revocation_does_not_bring_it_back()
    {
        await using var one = await RunningService.StartAsync(data: _folder.Path);
        await using var other = await RunningService.StartAsync(data: _folder.Path);
        await other.Verification.CheckAsync(Ask(A, "LIC"), cancellationToken: Stop);

        await one.AddAsync("one", "check");
        await one.RevokeAsync("one");
        await other.WhenKnownAsync(static roster => !roster.IsEmpty);

        foreach (var service in (RunningService[])[one, other])
        {
            var refused = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask(A, "LIC"), cancellationToken: Stop));
            Assert.Equal((StatusCode.Unauthenticated, "MISSING"), (refused.Code, refused.Metadata["fault"]));
        }
    }

    [Fact]
    public async Task Streams_end_with_their_caller()
    {
        await using var service = await RunningService.StartAsync(data: _folder.Path);
        var key = await service.AddAsync("one", "check registry.read");
        var context = Ask(A, "LIC");
        context.Subject = null;
        using var watch = service.Verification.Watch(new() { Context = context, Subjects = { Subject(A) } }, Admissions.As(key));
        using var facts = service.Registry.ReadFacts(new() { Follow = true }, Admissions.As(key));
        using var screen = service.Verification.Screen(Admissions.As(key));
        await screen.RequestStream.WriteAsync(new() { Context = context }, Stop);
        await screen.RequestStream.WriteAsync(new() { Item = new() { ItemId = "1", Subject = Subject(A) } }, Stop);
        Assert.True(await watch.ResponseStream.MoveNext(Stop));
        Assert.True(await facts.ResponseStream.MoveNext(Stop));
        Assert.True(await screen.ResponseStream.MoveNext(Stop));

        await service.RevokeAsync("one");

        foreach (var end in (Func<Task>[])[() => DrainAsync(watch.ResponseStream), () => DrainAsync(facts.ResponseStream), () => DrainAsync(screen.ResponseStream)])
        {
            var refused = await Admissions.RefusalOf(end);
            Assert.Equal((StatusCode.Unauthenticated, "REVOKED"), (refused.Code, refused.Metadata["fault"]));
        }
    }

    [Fact]
    public async Task A_stream_outlives_no_token()
    {
        using var issuer = new Issuer();
        await using var service = await RunningService.StartAsync(configure: options => options.Callers.Trust(issuer, _folder));
        await service.AddAsync("one", "registry.read", static caller => caller with { Credential = Verify.Callers.Credential.OfToken("one") });
        using var facts = service.Registry.ReadFacts(new() { Follow = true }, Admissions.As(issuer.Issue("one", service.Clock.Now, minutes: 10)));
        Assert.True(await facts.ResponseStream.MoveNext(Stop));

        service.Clock.Now += TimeSpan.FromMinutes(11);

        var refused = await Admissions.RefusalOf(() => DrainAsync(facts.ResponseStream));
        Assert.Equal((StatusCode.Unauthenticated, "EXPIRED"), (refused.Code, refused.Metadata["fault"]));
    }

    private static async Task DrainAsync<T>(IAsyncStreamReader<T> stream)
    {
        while (await stream.MoveNext(Stop))
        {
        }
    }
}
