using Grpc.Health.V1;
using Verify.Tests.Transport.Connect;
using Verify.Transport.Health;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Verify.Tests.Transport.Health;

public sealed class HealthTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Watch = "/grpc.health.v1.Health/Watch";

    [Theory]
    [InlineData(ServingStatus.Serving)]
    [InlineData(ServingStatus.NotServing)]
    public async Task Check_tells_the_status_that_was_set(ServingStatus status)
    {
        server.Health.Set($"checked.{status}", status);
        using var call = await GrpcSpeech.Open(server, Check, new HealthCheckRequest { Service = $"checked.{status}" });
        Assert.Equal(status, (await call.Next<HealthCheckResponse>())!.Status);
    }

    [Fact]
    public async Task Check_of_an_unknown_service_is_not_found()
    {
        using var call = await GrpcSpeech.Open(server, Check, new HealthCheckRequest { Service = "nobody" });
        Assert.Null(await call.Next<HealthCheckResponse>());
        Assert.Equal("5", call.Status);
    }

    [Fact]
    public async Task Check_answers_over_connect_too()
    {
        server.Health.Set("", ServingStatus.Serving);
        using var response = await server.Post("{}"u8.ToArray(), "application/json", path: Check);
        Assert.Equal("SERVING", (string?)(await response.Json())["status"]);
    }

    [Fact]
    public async Task Watch_tells_the_status_at_once_and_then_every_change_of_this_service_alone()
    {
        using var call = await GrpcSpeech.Open(server, Watch, new HealthCheckRequest { Service = "watched" });
        Assert.Equal(ServingStatus.ServiceUnknown, (await call.Next<HealthCheckResponse>())!.Status);
        server.Health.Set("another", ServingStatus.NotServing);
        server.Health.Set("watched", ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, (await call.Next<HealthCheckResponse>())!.Status);
        server.Health.Set("watched", ServingStatus.Serving);
        server.Health.Set("watched", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, (await call.Next<HealthCheckResponse>())!.Status);
    }

    [Fact]
    public async Task Closing_says_not_serving_for_good_and_ends_every_watch_so_that_the_server_can_stop()
    {
        await using var stopping = new EchoServer();
        await stopping.InitializeAsync();
        stopping.Health.Set("service", ServingStatus.Serving);
        using var call = await GrpcSpeech.Open(stopping, Watch, new HealthCheckRequest { Service = "service" });
        Assert.Equal(ServingStatus.Serving, (await call.Next<HealthCheckResponse>())!.Status);
        stopping.Health.Close();
        stopping.Health.Set("service", ServingStatus.Serving);
        Assert.Equal(ServingStatus.NotServing, (await call.Next<HealthCheckResponse>())!.Status);
        Assert.Null(await call.Next<HealthCheckResponse>());
        Assert.Equal("14", call.Status);
        await stopping.StopAsync();
    }

    [Fact]
    public async Task Whoever_waits_for_a_snapshot_cannot_miss_the_change_that_ends_it()
    {
        var states = new HealthStates();
        var before = states.Now;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++) states.Set($"{writer}", (ServingStatus)(i % 3));
        })));
        Assert.True(before.Superseded.IsCompletedSuccessfully);
        Assert.False(states.Now.Superseded.IsCompleted);
        Assert.All(Enumerable.Range(0, 4), writer => Assert.Equal((ServingStatus)(499 % 3), states.Now.Services[$"{writer}"]));
    }
}
