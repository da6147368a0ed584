using System.Collections.Concurrent;
using Grpc.Client;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>A way to one service address over HTTP/2. Safe for concurrent use; make one and keep it.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<string, MethodPlan> _plans = new();
    private readonly bool _ownsHttp;
    private int _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        Options = options;
        Address = address;
        IsSecure = ChannelSecurity.Check(address, options);
        Clock = (TimeProvider?)options.ServiceProvider?.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        Logger = options.LoggerFactory?.CreateLogger(GrpcClientLog.Category) ?? NullLogger.Instance;
        MethodPlan.Check(options.ServiceConfig);
        Throttle = RetryThrottle.From(options.ServiceConfig?.RetryThrottling);
        (Http, _ownsHttp) = HttpTransport.For(options);
    }

    internal GrpcChannelOptions Options { get; }

    internal Uri Address { get; }

    internal bool IsSecure { get; }

    internal TimeProvider Clock { get; }

    internal ILogger Logger { get; }

    internal RetryThrottle? Throttle { get; }

    private HttpMessageInvoker Http { get; }

    /// <summary>Makes a channel to an address such as <c>https://host:443</c>.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Makes a channel to an address such as <c>https://host:443</c>.</summary>
    /// <exception cref="InvalidOperationException">The options contradict each other or the address, or make no sense.</exception>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    /// <summary>Makes a channel to an address such as <c>https://host:443</c>.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Makes a channel to an address such as <c>https://host:443</c>.</summary>
    /// <exception cref="InvalidOperationException">The options contradict each other or the address, or make no sense.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker() => new HttpCallInvoker(this);

    /// <summary>Ends the channel; calls under way on connections of its own fail.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _ownsHttp) Http.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    internal MethodPlan PlanOf(IMethod method)
    {
        ObjectDisposedException.ThrowIf(_disposed == 1, this);
        return _plans.GetOrAdd(method.FullName, static (_, arg) => MethodPlan.For(arg.method, arg.channel), (method, channel: this));
    }

    /// <summary>Sends a request; done when the response's headers are there.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        Http is HttpClient client // whose own override would buffer the body
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            : Http.SendAsync(request, cancellation);
}
