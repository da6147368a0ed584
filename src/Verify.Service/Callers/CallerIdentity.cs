using System.Security.Cryptography.X509Certificates;

namespace Verify.Callers;

/// <summary>Who asks, as far as the credential of a call proves it.</summary>
/// <param name="Caller">The caller on record; null where nobody was proven. One who was revoked is here beside the fault.</param>
/// <param name="Until">From then on the credential proves nothing; null where it does not end.</param>
/// <param name="Fault">Why it is not known who asks.</param>
internal readonly record struct CallerIdentity(KnownCaller? Caller, DateTimeOffset? Until, CredentialFault Fault)
{
    private const string Scheme = "Bearer ";

    /// <summary>Reads the value of an <c>authorization</c> header.</summary>
    public static CallerIdentity OfAuthorization(string value, CallerDirectory directory)
    {
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return new(null, null, CredentialFault.Malformed);
        var credential = value.AsSpan(Scheme.Length).Trim();
        return credential.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) ? OfKey(credential, directory) : OfToken(credential, directory);
    }

    /// <summary>Reads an API key.</summary>
    public static CallerIdentity OfKey(ReadOnlySpan<char> key, CallerDirectory directory)
    {
        if (!ApiKey.IsKey(key))
            return new(null, null, CredentialFault.Malformed);
        var caller = directory.Roster.FindKey(ApiKey.IdOf(key));
        return Of(caller?.Stored.Credential.Proves(key) == true ? caller : null, null);
    }

    /// <summary>Reads a client certificate, whose key the handshake has proven.</summary>
    public static CallerIdentity OfCertificate(X509Certificate2 certificate, CallerDirectory directory, TimeProvider clock)
    {
        var (pin, now) = (CertificatePin.Of(certificate), clock.GetUtcNow());
        return now < pin.From ? new(null, null, CredentialFault.NotYetValid)
            : now >= pin.Until ? new(null, null, CredentialFault.Expired)
            : Of(directory.Roster.FindCertificate(pin.Name), pin.Until);
    }

    private static CallerIdentity OfToken(ReadOnlySpan<char> text, CallerDirectory directory)
    {
        var token = directory.Tokens.Read(text);
        return token.Fault == CredentialFault.None ? Of(directory.Roster.FindToken(token.Claim), token.Until) : new(null, null, token.Fault);
    }

    private static CallerIdentity Of(KnownCaller? caller, DateTimeOffset? until) => new(
        caller,
        until,
        caller is null ? CredentialFault.Unknown
        : caller.IsRevoked ? CredentialFault.Revoked
        : CredentialFault.None);
}
