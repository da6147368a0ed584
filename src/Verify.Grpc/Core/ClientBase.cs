using Grpc.Core.Interceptors;

namespace Grpc.Core;

/// <summary>The base of generated clients that know their own type.</summary>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>For test doubles: every call throws.</summary>
    protected ClientBase()
    {
    }

    /// <summary>Creates a configured client.</summary>
    protected ClientBase(ClientBaseConfiguration configuration) : base(configuration)
    {
    }

    /// <summary>Creates a client on a channel.</summary>
    protected ClientBase(ChannelBase channel) : base(channel)
    {
    }

    /// <summary>Creates a client on an invoker.</summary>
    protected ClientBase(CallInvoker callInvoker) : base(callInvoker)
    {
    }

    /// <summary>A client whose calls name <paramref name="host"/> as the authority.</summary>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Creates a client of the generated type.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}

/// <summary>The base of generated clients.</summary>
public abstract class ClientBase
{
    /// <summary>For test doubles: every call throws.</summary>
    protected ClientBase() : this(new UnimplementedCallInvoker())
    {
    }

    /// <summary>Creates a configured client.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        CallInvoker = configuration.CreateCallInvoker();
    }

    /// <summary>Creates a client on a channel.</summary>
    protected ClientBase(ChannelBase channel) : this(channel.CreateCallInvoker())
    {
    }

    /// <summary>Creates a client on an invoker.</summary>
    protected ClientBase(CallInvoker callInvoker) : this(new ClientBaseConfiguration(callInvoker, null))
    {
    }

    /// <summary>What makes this client's calls.</summary>
    protected CallInvoker CallInvoker { get; }

    internal ClientBaseConfiguration Configuration { get; }

    /// <summary>What a client was made with.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker _invoker;
        private readonly string? _host;

        internal ClientBaseConfiguration(CallInvoker invoker, string? host)
        {
            ArgumentNullException.ThrowIfNull(invoker);
            _invoker = invoker;
            _host = host;
        }

        internal CallInvoker CreateCallInvoker() =>
            _host is null ? _invoker : _invoker.Intercept(new HostInterceptor(_host));

        internal ClientBaseConfiguration WithHost(string host) => new(_invoker, host);
    }
}
