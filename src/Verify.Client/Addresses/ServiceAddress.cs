using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Verify.Client.Addresses;

/// <summary>One address of the service: its connection, how many calls are there, and whether it is thought to serve.</summary>
internal sealed class ServiceAddress : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly HealthFollower _health;
    private int _calls;

    public ServiceAddress(Uri uri, VerifyClientOptions options, TimeProvider clock, ILogger logger, CancellationToken closed)
    {
        Uri = uri;
        _channel = GrpcChannel.ForAddress(uri, new GrpcChannelOptions
        {
            HttpHandler = Connection.HandlerFor(options),
            DisposeHttpClient = true,
            // The client's own rules say what goes where; https is asked for by whoever sets up the address.
            UnsafeUseInsecureChannelCallCredentials = true,
            MaxReceiveMessageSize = Connection.MaxReplyBytes,
        });
        Invoker = _channel.CreateCallInvoker();
        _health = new HealthFollower(uri, Invoker, clock, logger, closed);
    }

    public Uri Uri { get; }

    public CallInvoker Invoker { get; }

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Whether calls should rather go elsewhere.</summary>
    public bool IsAway => _health.IsAway;

    /// <summary>Counts a call here until it is disposed of.</summary>
    public Visit Enter()
    {
        _health.Start();
        Interlocked.Increment(ref _calls);
        return new Visit(this);
    }

    /// <summary>Says that a call met nobody here, or silence: it is away until it says that it serves.</summary>
    public void Doubt() => _health.Doubt();

    public void Dispose() => _channel.Dispose();

    internal readonly struct Visit(ServiceAddress address) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref address._calls);
    }
}
