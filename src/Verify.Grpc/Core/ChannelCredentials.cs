namespace Grpc.Core;

/// <summary>How a channel is secured.</summary>
public abstract class ChannelCredentials
{
    /// <summary>Clear text.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS, trusting what the platform trusts.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    /// <summary>A secured channel whose every call carries <paramref name="callCredentials"/>.</summary>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return new Composite(channelCredentials, callCredentials);
    }

    /// <summary>Whether the channel is encrypted.</summary>
    internal abstract bool IsSecure { get; }

    /// <summary>Credentials that every call carries, or null.</summary>
    internal virtual CallCredentials? CallCredentials => null;

    private sealed class InsecureCredentials : ChannelCredentials
    {
        internal override bool IsSecure => false;
    }

    private sealed class Composite(ChannelCredentials channel, CallCredentials call) : ChannelCredentials
    {
        internal override bool IsSecure => channel.IsSecure;

        internal override CallCredentials CallCredentials =>
            channel.CallCredentials is { } inner ? CallCredentials.Compose(inner, call) : call;
    }
}

/// <summary>TLS, trusting what the platform trusts; other trust is set on the channel's HTTP handler.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    internal override bool IsSecure => true;
}
