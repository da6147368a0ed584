using Google.Rpc;
using Grpc.Core;
using Verify.Load.Fuzz;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Transport;
using Verify.V1;

namespace Verify.Tests.Transport;

/// <summary>What the fuzzer found, each with a test of its own; and a small round of the fuzzer itself.</summary>
public sealed class HostileRequestTests
{
    private const string Organisation = "91520523MA6HQ01873";
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Thousands_of_hostile_requests_are_refused_with_reasons_and_the_service_lives(int seed, bool hasCallers)
    {
        var tally = new Tally();
        await Round.RunAsync((ulong)seed, 0, 2_000, tally, hasCallers);
        Assert.Empty(tally.Findings);
        Assert.Equal(2_000, tally.Cases);
        Assert.True(tally.Of("VerificationService/Check", "OK") > 0, "No check got through: the round shows nothing.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    [InlineData(int.MaxValue)]
    public async Task A_kind_of_code_that_nobody_knows_is_INVALID_ARGUMENT(int kind)
    {
        await using var service = await RunningService.StartAsync();
        var question = Asking.Ask(Organisation, "LOAN");
        question.Subject.CodeType = (CodeType)kind;
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await service.Verification.CheckAsync(question, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal("subject.code_type", Assert.Single(Errors.StatusOf(refusal).GetDetail<BadRequest>()!.FieldViolations).Field);
    }

    [Fact]
    public async Task A_message_that_is_none_is_MALFORMED_REQUEST_and_no_defect_of_ours()
    {
        var refusal = await SendAsync("Check", [0xFF, 0xFF, 0xFF]);
        Assert.Equal((StatusCode.InvalidArgument, "MALFORMED_REQUEST"), refusal);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_MESSAGE_TOO_LARGE()
    {
        var refusal = await SendAsync("Check", new byte[5 * 1024 * 1024]);
        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), refusal);
    }

    [Fact]
    public async Task A_method_that_there_is_not_is_UNSUPPORTED()
    {
        var refusal = await SendAsync("Guess", []);
        Assert.Equal((StatusCode.Unimplemented, "UNSUPPORTED"), refusal);
    }

    [Theory]
    [InlineData("RegistryService/Import", "unimplemented", "UNSUPPORTED")]
    [InlineData("VerificationService/Check", "invalid_argument", "MALFORMED_REQUEST")]
    public async Task Connect_gives_its_own_refusals_a_reason(string method, string code, string reason)
    {
        await using var service = await RunningService.StartAsync();
        using var content = new ByteArrayContent([0xFF, 0xFF]);
        content.Headers.Add("content-type", "application/proto");
        using var response = await service.Http.PostAsync($"verify.v1.{method}", content, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith($"{{\"code\":\"{code}\"", body, StringComparison.Ordinal);
        Assert.Contains($"\"reason\": \"{reason}\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_goes_in_the_midst_of_a_stream_is_no_defect_of_ours()
    {
        var stream = new CallersStream<string>(new BrokenStream());
        var ended = await Assert.ThrowsAsync<RpcException>(() => stream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.Cancelled, ended.StatusCode);
    }

    private static async Task<(StatusCode, string)> SendAsync(string name, byte[] message)
    {
        await using var service = await RunningService.StartAsync();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(service.GrpcAddress);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "verify.v1.VerificationService", name, Bytes, Bytes);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await channel.CreateCallInvoker().AsyncUnaryCall(
            method, null, new CallOptions(cancellationToken: TestContext.Current.CancellationToken), message));
        return (refusal.StatusCode, Errors.StatusOf(refusal).GetDetail<ErrorInfo>()!.Reason);
    }

    private sealed class BrokenStream : IAsyncStreamReader<string>
    {
        public string Current => "";

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromException<bool>(new IOException("The request stream was aborted."));
    }
}
