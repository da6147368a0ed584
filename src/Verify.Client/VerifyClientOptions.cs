using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Verify.Client;

/// <summary>How a client finds the service, says who asks, and how long it waits. Checked at the start; everything wrong is said at once.</summary>
public sealed class VerifyClientOptions
{
    /// <summary>
    /// Where the service listens for gRPC: one address, or several with commas between, over which calls are spread. Every address must
    /// serve the same registry. <c>http://127.0.0.1:5080</c> by default.
    /// </summary>
    public string Address { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The caller's API key, <c>vk_…</c>; null where the caller is known otherwise.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Gives the caller's JWT; asked at every call, so it should keep a token until it expires. Null where there is none.</summary>
    public Func<CancellationToken, ValueTask<string>>? Token { get; set; }

    /// <summary>The caller's certificate with its private key; null where there is none.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>The authorities that may have signed the service's certificate; null trusts those that the machine trusts.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; set; }

    /// <summary>Whether key or token may go to an <c>http://</c> address other than this machine. Anybody on the way could read them.</summary>
    public bool AllowCredentialsWithoutTls { get; set; }

    /// <summary>The department that the open development caller asks as; null elsewhere, since known callers have theirs.</summary>
    public string? Department { get; set; }

    /// <summary>Language of texts for people, such as <c>en</c>; null for the service's own, Chinese.</summary>
    public string? Language { get; set; }

    /// <summary>Longest time of a call, all attempts and waits included, unless the call has a deadline of its own. 10 s by default.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one address may keep silent about a single check or look-up before another is asked. 3 s by default.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest time that a connection may take. 2 s by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Attempts of a call at most, the first included; of a stream, attempts in a row that brought nothing. 5 by default.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>How long a quiet watch is silent at most; silent for twice as long, it counts as broken and resumes. 30 s by default.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most items of a screening that wait for their answers; no more are taken from the source meanwhile. 256 by default.</summary>
    public int ScreenWindow { get; set; } = 256;

    /// <summary>
    /// Whether checks ask for answers no older than the highest revision that this client has seen, where their
    /// <c>consistency</c> says nothing else. True by default: what it has recorded or been told holds at every address.
    /// </summary>
    public bool RememberRevision { get; set; } = true;

    /// <summary>Changes the handler that connections are made with, a proxy for example; null for no change.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>The addresses one by one; those that are none are left out.</summary>
    internal IReadOnlyList<Uri> Addresses =>
        [.. Parts.Select(static part => Uri.TryCreate(part, UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>().Distinct()];

    private IEnumerable<string> Parts => Address.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything that is wrong; empty where nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Parts.Any())
            yield return "Address: at least one address, such as http://127.0.0.1:5080.";
        foreach (var part in Parts.Where(static part => !IsAddress(part)))
            yield return $"Address: '{part}' is no http or https address.";
        if (ApiKey is not null && Token is not null)
            yield return "ApiKey, Token: a caller has one of the two.";
        if (ApiKey is not null && !ApiKey.StartsWith("vk_", StringComparison.Ordinal))
            yield return "ApiKey: an API key begins with vk_.";
        foreach (var address in Addresses.Where(IsExposed))
            yield return $"Address: '{address}' is without TLS, so anybody on the way could read key or token (AllowCredentialsWithoutTls).";
        if (ClientCertificate is { HasPrivateKey: false })
            yield return "ClientCertificate: it has no private key.";
        foreach (var fault in LimitFaults())
            yield return fault;
    }

    private IEnumerable<string> LimitFaults()
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(CallTimeout), CallTimeout), (nameof(AttemptTimeout), AttemptTimeout), (nameof(ConnectTimeout), ConnectTimeout),
        ];
        foreach (var (name, value) in times.Where(static time => time.Value <= TimeSpan.Zero || time.Value > TimeSpan.FromHours(1)))
            yield return $"{name}: {value} is not between 0 and an hour.";
        if (HeartbeatInterval < TimeSpan.FromSeconds(1) || HeartbeatInterval > TimeSpan.FromHours(1))
            yield return $"HeartbeatInterval: {HeartbeatInterval} is not between a second and an hour.";
        if (MaxAttempts is < 1 or > 100)
            yield return $"MaxAttempts: {MaxAttempts} is not between 1 and 100.";
        if (ScreenWindow is < 1 or > 10_000)
            yield return $"ScreenWindow: {ScreenWindow} is not between 1 and 10,000.";
    }

    private bool IsExposed(Uri address) =>
        (ApiKey is not null || Token is not null)
        && address.Scheme == Uri.UriSchemeHttp
        && !AllowCredentialsWithoutTls
        && !(address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));

    private static bool IsAddress(string part) => Uri.TryCreate(part, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
