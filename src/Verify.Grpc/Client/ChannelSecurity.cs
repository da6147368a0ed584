using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>Holds a channel's address against its credentials.</summary>
internal static class ChannelSecurity
{
    /// <summary>Whether the channel is encrypted.</summary>
    /// <exception cref="InvalidOperationException">Address and credentials contradict.</exception>
    public static bool Check(Uri address, GrpcChannelOptions options)
    {
        bool secure = address.Scheme switch
        {
            "https" => true,
            "http" => false,
            _ => throw new ArgumentException($"The address must be http or https, not '{address.Scheme}'."),
        };
        if (options.Credentials is { } credentials && credentials.IsSecure != secure)
            throw new InvalidOperationException($"The channel's credentials do not fit the scheme '{address.Scheme}' of its address.");
        return secure;
    }

    /// <summary>The credentials that a call carries.</summary>
    /// <exception cref="InvalidOperationException">The channel is not encrypted, and that was not said to be fine.</exception>
    public static IEnumerable<CallCredentials> CredentialsOf(GrpcChannel channel, CallCredentials? callCredentials)
    {
        var all = new[] { channel.Options.Credentials?.CallCredentials, callCredentials }.OfType<CallCredentials>().ToArray();
        return all.Length == 0 || channel.IsSecure || channel.Options.UnsafeUseInsecureChannelCallCredentials
            ? all
            : throw new InvalidOperationException("Call credentials need an encrypted channel.");
    }
}
