using System.Net.Sockets;
using System.Text;
using Google.Rpc;
using Grpc.Core;
using Verify.Hosting;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.Tests.Transport;
using Verify.V1;

namespace Verify.Service.Tests.Hosting;

/// <summary>What one connection, one message and one caller may take, seen from outside.</summary>
public sealed class LimitTests
{
    private const string Organisation = "91520523MA6HQ01873";
    private const string NeverAskedAbout = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_too_many_is_closed()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Limits.ConnectionsMax = 2);
        using var first = await ConnectAsync(service.Http.BaseAddress!);
        using var second = await ConnectAsync(service.Http.BaseAddress!);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(first), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(second), StringComparison.Ordinal);
        using var third = await ConnectAsync(service.Http.BaseAddress!);
        Assert.Equal("", await AskAsync(third));
    }

    [Fact]
    public async Task Headers_beyond_the_limit_are_refused_by_431()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Limits.HeaderBytesMax = 4_096);
        using var connection = await ConnectAsync(service.Http.BaseAddress!);
        Assert.StartsWith("HTTP/1.1 431", await AskAsync(connection, $"x: {new string('x', 5_000)}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_a_call_beyond_the_limit_are_refused_by_431_and_beyond_twice_the_limit_end_the_connection()
    {
        const int protocolError = 1;
        await using var service = await RunningService.StartAsync(configure: static options => options.Limits.HeaderBytesMax = 4_096);
        using var refused = await RawStream.OpenAsync(service.GrpcAddress, "verify.v1.VerificationService/Check", Headers(5));
        await refused.ReadUntilAsync(static connection => connection.Head.Length > 0);
        Assert.True(refused.Head.AsSpan().IndexOf("431"u8) >= 0);
        Assert.Null(refused.GoAwayCode);

        using var ended = await RawStream.OpenAsync(service.GrpcAddress, "verify.v1.VerificationService/Check", Headers(10));
        await ended.ReadUntilAsync(static connection => connection.GoAwayCode is not null);
        Assert.Equal(protocolError, ended.GoAwayCode);

        await service.Verification.CheckAsync(Asking.Ask(Organisation, "LOAN"), new Metadata { { "x", new string('x', 3_000) } }, cancellationToken: Stop);

        static (string, string)[] Headers(int count) => [.. Enumerable.Range(0, count).Select(static i => ($"x-{i}", new string('x', 1_000)))];
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_RESOURCE_EXHAUSTED_and_says_the_limit()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Limits.MessageBytesMax = 65_536);
        var question = Asking.Ask(Organisation, "LOAN");
        question.Subject.Name = new string('x', 70_000);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(question, cancellationToken: Stop));
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Equal("65536", Errors.StatusOf(refusal).GetDetail<ErrorInfo>()!.Metadata["limit"]);
        Assert.Null(Errors.StatusOf(refusal).GetDetail<RetryInfo>());
    }

    [Fact]
    public async Task A_connection_is_told_how_many_calls_it_may_have_at_once_and_refused_one_more()
    {
        const int refusedStream = 7;
        await using var service = await RunningService.StartAsync(configure: static options => options.Limits.StreamsPerConnectionMax = 2);
        using var connection = await RawStream.OpenAsync(service.GrpcAddress, "verify.v1.VerificationService/Check");
        await connection.ReadUntilAsync(static connection => connection.StreamsMax is not null);
        Assert.Equal(2, connection.StreamsMax);
        await connection.OpenMoreAsync("verify.v1.VerificationService/Check");
        await connection.OpenMoreAsync("verify.v1.VerificationService/Check");
        await connection.ReadUntilAsync(static connection => connection.ResetCode is not null);
        Assert.Equal(refusedStream, connection.ResetCode);
    }

    [Fact]
    public async Task A_single_check_is_answered_while_batches_wait_for_their_turn()
    {
        UnreliableStore hand = null!;
        await using var service = await RunningService.StartAsync(
            configure: static options => (options.Limits.BatchesMax, options.Limits.BatchesWaitingMax) = (1, 1),
            around: store =>
            {
                (store, hand) = UnreliableStore.Of(store);
                return store;
            });
        await service.RecordAsync(static world => world.Registered(Organisation));
        await service.Verification.CheckAsync(Asking.Ask(Organisation, "LOAN"), cancellationToken: Stop);
        hand.FallSilent();
        var batches = Enumerable.Range(0, 3).Select(_ => service.Verification.BatchCheckAsync(Batch(), cancellationToken: Stop).ResponseAsync).ToList();

        // One is at work, one waits, and so the third is one too many.
        var third = await Task.WhenAny(batches);
        Assert.Equal("SHARE_EXCEEDED", Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(() => third)).GetDetail<ErrorInfo>()!.Reason);
        await service.Verification.CheckAsync(Asking.Ask(Organisation, "LOAN"), cancellationToken: Stop);
        batches.Remove(third);
        Assert.All(batches, static batch => Assert.False(batch.IsCompleted));

        hand.Speak();
        Assert.All(await Task.WhenAll(batches), static batch => Assert.Equal(Batch().Subjects.Count, batch.Items.Count));
    }

    private static BatchCheckRequest Batch()
    {
        var context = Asking.Ask(NeverAskedAbout, "LOAN");
        context.Subject = null;
        return new BatchCheckRequest { Context = context, Subjects = { Enumerable.Repeat(Asking.Subject(NeverAskedAbout), 100) } };
    }

    [Fact]
    public void Every_limit_that_makes_no_sense_is_named() =>
        Assert.Equal(
            typeof(LimitOptions).GetProperties().Select(static property => $"Verify:Limits:{property.Name}").Order(),
            new VerifyOptions { Limits = Negative() }.Faults().Where(static fault => fault.StartsWith("Verify:Limits:", StringComparison.Ordinal))
                .Select(static fault => fault[..fault.LastIndexOf(": ", StringComparison.Ordinal)]).Order());

    private static LimitOptions Negative()
    {
        var options = new LimitOptions();
        foreach (var property in typeof(LimitOptions).GetProperties())
            property.SetValue(options, -1);
        return options;
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Stop);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client, string headers = "")
    {
        var bytes = new byte[4_096];
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /healthz/live HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n"), Stop);
            return Encoding.ASCII.GetString(bytes, 0, await client.GetStream().ReadAsync(bytes, Stop));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
