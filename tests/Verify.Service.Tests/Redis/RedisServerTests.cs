namespace Verify.Service.Tests.Redis;

public sealed class RedisServerTests
{
    [Fact]
    public async Task A_server_answers_and_forgets_everything_when_it_is_killed()
    {
        await using var server = await RedisServer.StartAsync();
        Assert.Equal("OK", await server.AskAsync("SET", "key", "value"));

        await server.KillAsync();
        await server.RestartAsync();

        Assert.Equal("", await server.AskAsync("GET", "key"));
    }
}
