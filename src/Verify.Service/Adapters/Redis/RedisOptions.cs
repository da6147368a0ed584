using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace Verify.Adapters.Redis;

/// <summary>Where Redis is, and how long anybody waits for it.</summary>
public sealed class RedisOptions
{
    /// <summary>
    /// A StackExchange.Redis configuration string: <c>redis-1:6379,redis-2:6379,password=…,ssl=true</c>. Several endpoints are a
    /// Cluster or a master with its replicas. The service starts whether Redis is there or not (<c>abortConnect</c> is ignored).
    /// </summary>
    public string Configuration { get; internal set; } = "";

    /// <summary>
    /// File of the certificate authorities, in PEM, one of which has signed the certificate of Redis; empty means those that the
    /// machine trusts.
    /// </summary>
    public string CertificateAuthority { get; set; } = "";

    /// <summary>Longest time that a call waits for Redis, in milliseconds.</summary>
    public int TimeoutMs { get; set; } = 20;

    /// <summary>How long nobody asks a Redis that has failed several times in a row, but for one call each, in milliseconds.</summary>
    public int BreakerMs { get; set; } = 1_000;

    /// <summary>
    /// How long a connection may be up and silent before it is given up for a new one, in milliseconds. A machine that vanished
    /// without a word would else be waited for until TCP gives up, a quarter of an hour.
    /// </summary>
    public int ReconnectMs { get; set; } = 10_000;

    /// <summary>After how many seconds a dossier is forgotten, changed or not.</summary>
    public int ValueTtlSeconds { get; set; } = 86_400;

    /// <summary>Most commands that may be without an answer; what comes beyond is a miss at once.</summary>
    public int OutstandingMax { get; set; } = 4_096;

    /// <summary>Everything that is wrong; no message quotes the configuration, which may hold a password.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (TryParse() is not { } configuration)
            faults.Add("not a configuration string of StackExchange.Redis, such as host:6379,password=…,ssl=true.");
        else if (configuration.EndPoints.Count == 0)
            faults.Add("name a server, such as host:6379.");
        if (CertificateAuthority.Length > 0 && LoadAuthorities() is [])
            faults.Add("CertificateAuthority: not a file with a certificate in PEM.");
        Between(1, 1_000, TimeoutMs, nameof(TimeoutMs));
        Between(TimeoutMs, 60_000, BreakerMs, nameof(BreakerMs));
        Between(BreakerMs, 600_000, ReconnectMs, nameof(ReconnectMs));
        Between(1, int.MaxValue, ValueTtlSeconds, nameof(ValueTtlSeconds));
        Between(BucketNames.Count, 1_000_000, OutstandingMax, nameof(OutstandingMax));
        return faults;

        void Between(int least, int most, int value, string name)
        {
            if (value < least || value > most)
                faults.Add($"{name}: between {least:N0} and {most:N0}.");
        }
    }

    /// <summary>What the client is given.</summary>
    /// <exception cref="InvalidOperationException">The options have faults.</exception>
    internal ConfigurationOptions ToConfiguration()
    {
        var configuration = TryParse() ?? throw new InvalidOperationException("The options of Redis have faults.");
        configuration.AbortOnConnectFail = false;
        if (CertificateAuthority.Length > 0)
        {
            var authorities = LoadAuthorities();
            configuration.CertificateValidation += (_, certificate, chain, errors) =>
                PrivateTrust.Accepts(authorities, certificate, chain, errors);
        }

        return configuration;
    }

    private ConfigurationOptions? TryParse()
    {
        try
        {
            return ConfigurationOptions.Parse(Configuration);
        }
        // The text of these quotes what it did not understand. FormatException: a number that is none.
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private X509Certificate2Collection LoadAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(CertificateAuthority);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // None, which is a fault.
        }

        return authorities;
    }
}
