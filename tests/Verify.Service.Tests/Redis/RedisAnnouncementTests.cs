namespace Verify.Service.Tests.Redis;

public sealed class RedisAnnouncementTests
{
    [Fact]
    public async Task An_announcement_reaches_the_others_of_the_registry_and_not_oneself()
    {
        var registry = Guid.NewGuid();
        await using var server = await RedisServer.StartAsync();
        await using var one = await RedisTier.ConnectAsync(server.Endpoint, registry);
        await using var other = await RedisTier.ConnectAsync(server.Endpoint, registry);
        await using var stranger = await RedisTier.ConnectAsync(server.Endpoint);
        var (heardByOne, heardByOther, heardByStranger) = (0, 0, 0);
        one.Dossiers.Announced += () => Interlocked.Increment(ref heardByOne);
        other.Dossiers.Announced += () => Interlocked.Increment(ref heardByOther);
        stranger.Dossiers.Announced += () => Interlocked.Increment(ref heardByStranger);

        await AnnounceUntilAsync(one, () => Volatile.Read(ref heardByOther) > 0);
        Assert.Equal(0, Volatile.Read(ref heardByOne));
        await AnnounceUntilAsync(other, () => Volatile.Read(ref heardByOne) > 0);

        Assert.Equal(0, Volatile.Read(ref heardByStranger));
    }

    [Fact]
    public async Task After_an_absence_of_Redis_announcements_are_heard_again()
    {
        var registry = Guid.NewGuid();
        await using var server = await RedisServer.StartAsync();
        await using var one = await RedisTier.ConnectAsync(server.Endpoint, registry);
        await using var other = await RedisTier.ConnectAsync(server.Endpoint, registry);
        var heard = 0;
        other.Dossiers.Announced += () => Interlocked.Increment(ref heard);
        await server.KillAsync();
        await RedisTier.UntilAsync(() => !one.State.IsConnected && !other.State.IsConnected);
        one.Dossiers.Announce(7);

        await server.RestartAsync();

        await AnnounceUntilAsync(one, () => Volatile.Read(ref heard) > 0);
    }

    [Fact]
    public async Task Whoever_listens_before_Redis_is_there_hears_once_it_is()
    {
        var registry = Guid.NewGuid();
        await using var server = RedisServer.Reserve();
        await using var other = RedisTier.Open(server.Endpoint, registry);
        var heard = 0;
        other.Dossiers.Announced += () => Interlocked.Increment(ref heard);
        await server.RestartAsync();
        await using var one = await RedisTier.ConnectAsync(server.Endpoint, registry);

        await AnnounceUntilAsync(one, () => Volatile.Read(ref heard) > 0);
    }

    // Again and again, since an announcement may be lost.
    private static Task AnnounceUntilAsync(RedisTier tier, Func<bool> isHeard) => RedisTier.UntilAsync(() =>
    {
        tier.Dossiers.Announce(7);
        return isHeard();
    });
}
