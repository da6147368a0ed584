using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Verify.Client.Tests.Running;

namespace Verify.Client.Tests.Calls;

public sealed class AddressTests
{
    private const int Calls = 40;

    [Fact]
    public async Task Calls_are_spread_over_all_addresses()
    {
        await using var first = await ScriptedService.StartAsync();
        await using var second = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect($"{first.Address},{second.Address}");

        await AskAsync(verify, Calls);

        Assert.Equal(Calls / 2, first.Script.Asked.Count);
        Assert.Equal(Calls / 2, second.Script.Asked.Count);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_costs_no_call_and_has_its_share_when_it_is_back()
    {
        await using var there = await ScriptedService.StartAsync();
        var away = await ScriptedService.StartAsync();
        var port = away.Port;
        using var verify = VerifyClient.Connect($"{there.Address},{away.Address}");
        await away.DisposeAsync();
        await AskAsync(verify, Calls);
        Assert.Equal(Calls, there.Script.Asked.Count);

        await using var back = await ScriptedService.StartAsync(port: port);
        while (back.Script.Asked.IsEmpty)
            await AskAsync(verify, 1);
    }

    [Fact]
    public async Task An_address_that_never_answers_is_left_for_another()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var there = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(
            $"http://{silent.LocalEndpoint},{there.Address}", static options => options.AttemptTimeout = TimeSpan.FromMilliseconds(200));

        await AskAsync(verify, Calls);

        Assert.Equal(Calls, there.Script.Asked.Count);
    }

    [Fact]
    public async Task An_address_that_says_that_it_stops_gets_no_new_calls_while_it_still_answers()
    {
        await using var stays = await ScriptedService.StartAsync();
        await using var goes = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect($"{stays.Address},{goes.Address}");
        await AskAsync(verify, Calls);
        goes.Script.Retired.SetResult();
        await goes.Script.RetirementSent.Task.WaitAsync(TestContext.Current.CancellationToken);

        int before;
        do
        {
            before = goes.Script.Asked.Count;
            await AskAsync(verify, 2);
        }
        while (goes.Script.Asked.Count > before);
        await AskAsync(verify, Calls);

        Assert.Equal(before, goes.Script.Asked.Count);
    }

    [Fact]
    public async Task A_port_that_speaks_something_else_is_told_by_its_address()
    {
        await using var web = await ScriptedService.StartAsync(listen: static options => options.Protocols = HttpProtocols.Http1);
        using var verify = VerifyClient.Connect(web.Address);
        var told = false;
        // It closes at once, and what it says before may be lost on the way: where the machine is busy, one of some tries hears it.
        for (var tries = 0; tries < 20 && !told; tries++)
        {
            var failed = await Assert.ThrowsAsync<VerifyException>(() => verify.CheckAsync(Questions.About("1"), TestContext.Current.CancellationToken));
            told = failed.Error.Message.StartsWith($"{web.Address}/ speaks HTTP/1.1", StringComparison.Ordinal);
        }

        Assert.True(told);
    }

    [Fact]
    public async Task Where_nobody_listens_at_all_the_call_fails_as_unavailable_and_transient()
    {
        var gone = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(gone.Address);
        await gone.DisposeAsync();

        var failed = await Assert.ThrowsAsync<VerifyException>(() => AskAsync(verify, 1));

        Assert.Equal(Grpc.Core.StatusCode.Unavailable, failed.StatusCode);
        Assert.True(failed.Error.IsTransient);
    }

    private static async Task AskAsync(VerifyClient verify, int calls)
    {
        for (var i = 0; i < calls; i++)
            await verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken);
    }
}
