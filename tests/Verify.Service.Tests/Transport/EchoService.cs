using System.ComponentModel;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Test.V1;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Verify.Tests.Transport;

/// <summary>The handler behind the transports under test.</summary>
[Category("service")]
internal sealed class EchoService(EchoProbe probe) : Test.V1.EchoService.EchoServiceBase
{
    public override async Task<EchoResponse> Echo(EchoRequest request, ServerCallContext context)
    {
        await EchoMetadata(context);
        switch (request.Act)
        {
            case Act.Wait:
                probe.Waiting.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
            case Act.Throw: throw new InvalidTimeZoneException("secret of the store");
            case Act.Fail: throw Failure(request);
            case Act.SetStatus:
                context.Status = new Status((StatusCode)request.Code, request.Message);
                break;
            case Act.TellContext: return new EchoResponse { Everything = new() { Text = Tell(context) } };
        }
        return new EchoResponse { Everything = request.Everything };
    }

    [Description("method")]
    public override Task<LookResponse> Look(LookRequest request, ServerCallContext context) =>
        Task.FromResult(new LookResponse { Text = request.Text });

    public override async Task Count(CountRequest request, IServerStreamWriter<CountResponse> responseStream, ServerCallContext context)
    {
        for (var number = 1; number <= request.UpTo; number++) await responseStream.WriteAsync(new CountResponse { Number = number });
    }

    private static async Task EchoMetadata(ServerCallContext context)
    {
        var echoed = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key is "echo" or "echo-bin")) echoed.Add(entry);
        await context.WriteResponseHeadersAsync(echoed);
        foreach (var entry in echoed) context.ResponseTrailers.Add(entry);
    }

    private static string Tell(ServerCallContext context) => string.Join(
        "\n",
        context.Method,
        context.Host,
        context.Peer,
        context.Deadline.ToString("O"),
        context.GetHttpContext().Request.Protocol,
        string.Join(',', context.RequestHeaders.Select(entry => entry.Key).Order()));

    private static RpcException Failure(EchoRequest request)
    {
        var details = new RpcStatus
        {
            Code = request.Code,
            Message = request.Message,
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = "NOT_TODAY", Domain = "verify.test.v1", Metadata = { { "day", "Sunday" } } }),
                Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)) }),
            },
        };
        var trailers = new Metadata { { "grpc-status-details-bin", details.ToByteArray() }, { "why", "because" } };
        return new RpcException(new Status((StatusCode)request.Code, request.Message), trailers);
    }
}

/// <summary>Tells a test when the handler has reached its wait.</summary>
internal sealed class EchoProbe
{
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
