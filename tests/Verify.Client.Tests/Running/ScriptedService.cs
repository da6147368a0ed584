using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verify.V1;
using Status = Grpc.Core.Status;

namespace Verify.Client.Tests.Running;

/// <summary>A service on a real socket that does what the test says, for what the real one does not do on demand.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedService(WebApplication app, Script script) => (_app, Script) = (app, script);

    public Script Script { get; }

    public string Address => _app.Urls.Single();

    public int Port => new Uri(Address).Port;

    public static async Task<ScriptedService> StartAsync(Action<Script>? write = null, int port = 0, Action<ListenOptions>? listen = null)
    {
        var script = new Script();
        write?.Invoke(script);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            listen?.Invoke(options);
        }));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        builder.Services.AddSingleton<Verification>();
        builder.Services.AddSingleton<Registry>();
        builder.Services.AddSingleton<Catalog>();
        builder.Services.AddSingleton<Healthy>();
        var app = builder.Build();
        app.MapGrpcService<Verification>();
        app.MapGrpcService<Registry>();
        app.MapGrpcService<Catalog>();
        app.MapGrpcService<Healthy>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ScriptedService(app, script);
    }

    public async ValueTask DisposeAsync()
    {
        Script.Stop();
        await _app.DisposeAsync();
    }

    private sealed class Verification(Script script) : VerificationService.VerificationServiceBase
    {
        public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) =>
            script.Tell(request, context, script.Check);

        public override Task<ReportOutcomeResponse> ReportOutcome(ReportOutcomeRequest request, ServerCallContext context) =>
            script.Tell(request, context, script.Report);

        public override Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> replies, ServerCallContext context) =>
            script.Tell(request, context, (_, _) => script.Watch(request, replies, context));

        public override Task Screen(IAsyncStreamReader<ScreenRequest> requests, IServerStreamWriter<ScreenResponse> replies, ServerCallContext context) =>
            script.Screen(requests, replies, context);
    }

    private sealed class Registry(Script script) : RegistryService.RegistryServiceBase
    {
        public override Task<RecordResponse> Record(RecordRequest request, ServerCallContext context) => script.Tell(request, context, script.Record);
    }

    private sealed class Catalog(Script script) : CatalogService.CatalogServiceBase
    {
        public override Task<PublishCatalogResponse> PublishCatalog(PublishCatalogRequest request, ServerCallContext context) =>
            script.Tell(request, context, script.Publish);
    }

    private sealed class Healthy(Script script) : Health.HealthBase
    {
        public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> replies, ServerCallContext context)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, script.Stopped);
            await replies.WriteAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving }, stop.Token);
            await script.Retired.Task.WaitAsync(stop.Token);
            await replies.WriteAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.NotServing }, stop.Token);
            script.RetirementSent.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
    }
}

/// <summary>What a scripted service does, and what it was asked.</summary>
internal sealed class Script : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public Func<CheckRequest, ServerCallContext, Task<CheckResponse>> Check { get; set; } = static (request, _) => Task.FromResult(AnswerAt(1));

    public Func<ReportOutcomeRequest, ServerCallContext, Task<ReportOutcomeResponse>> Report { get; set; } =
        static (_, _) => Task.FromResult(new ReportOutcomeResponse());

    public Func<RecordRequest, ServerCallContext, Task<RecordResponse>> Record { get; set; } =
        static (_, _) => Task.FromResult(new RecordResponse { Revision = 1 });

    public Func<PublishCatalogRequest, ServerCallContext, Task<PublishCatalogResponse>> Publish { get; set; } =
        static (_, _) => Task.FromResult(new PublishCatalogResponse());

    public Func<WatchRequest, IServerStreamWriter<WatchResponse>, ServerCallContext, Task> Watch { get; set; } =
        static (_, _, context) => Task.Delay(Timeout.Infinite, context.CancellationToken);

    public Func<IAsyncStreamReader<ScreenRequest>, IServerStreamWriter<ScreenResponse>, ServerCallContext, Task> Screen { get; set; } =
        static (_, _, _) => Task.CompletedTask;

    public ConcurrentQueue<IMessage> Asked { get; } = [];

    public ConcurrentQueue<Metadata> Headers { get; } = [];

    /// <summary>Set by a test: the service says that it no longer serves, and still does.</summary>
    public TaskCompletionSource Retired { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource RetirementSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Stopped => _stop.Token;

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    public T Tell<T, TRequest>(TRequest request, ServerCallContext context, Func<TRequest, ServerCallContext, T> answer)
        where TRequest : IMessage
    {
        Asked.Enqueue(request);
        Headers.Enqueue(context.RequestHeaders);
        return answer(request, context);
    }

    public static CheckResponse AnswerAt(long revision) => new()
    {
        CheckId = "check", Disposition = Disposition.Normal, Freshness = new Freshness { Revision = revision, Firm = true },
    };

    /// <summary>Fails as the real service does.</summary>
    public static RpcException Failure(StatusCode code, ErrorReason reason, TimeSpan? retryAfter = null)
    {
        var name = reason switch
        {
            ErrorReason.ShareExceeded => "SHARE_EXCEEDED",
            ErrorReason.StoreUnavailable => "STORE_UNAVAILABLE",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Name it here."),
        };
        var status = new Google.Rpc.Status { Code = (int)code, Message = name, Details = { Any.Pack(new ErrorInfo { Reason = name, Domain = "verify.v1" }) } };
        if (retryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return new RpcException(new Status(code, name), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    /// <summary>Cuts the connection under a call, as the death of a process does.</summary>
    public static Task<T> CutAsync<T>(ServerCallContext context)
    {
        context.GetHttpContext().Abort();
        return Task.FromException<T>(new OperationCanceledException());
    }
}
