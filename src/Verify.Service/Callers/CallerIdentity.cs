using System.Security.Cryptography.X509Certificates;

namespace Verify.Callers;

/// <summary>Who asks, as far as the credential of a call proves it.</summary>
/// <param name="Caller">The caller on record; null where nobody was proven. One who was revoked is here beside the fault.</param>
/// <param name="Until">From then on the credential proves nothing; null where it does not end.</param>
/// <param name="Fault">Why it is not known who asks.</param>
internal readonly record struct CallerIdentity(KnownCaller? Caller, DateTimeOffset? Until, CredentialFault Fault)
{
    private const string Scheme = "Bearer ";

    /// <summary>Reads the value of an <c>authorization</c> header, or an API key alone.</summary>
    public static CallerIdentity OfHeader(string header, CallerDirectory directory, TimeProvider clock)
    {
        var roster = directory.Roster;
        if (roster.FindProven(header, out var identity) && (identity.Until is null || identity.Until > clock.GetUtcNow()))
            return identity;
        identity = Prove(header, roster, directory.Tokens);
        if (identity.Fault == CredentialFault.None)
            roster.Keep(header, identity);
        return identity;
    }

    /// <summary>Reads a client certificate, whose key the handshake has proven.</summary>
    public static CallerIdentity OfCertificate(X509Certificate2 certificate, CallerDirectory directory, TimeProvider clock)
    {
        var (pin, now) = (CertificatePin.Of(certificate), clock.GetUtcNow());
        return now < pin.From ? new(null, null, CredentialFault.NotYetValid)
            : now >= pin.Until ? new(null, null, CredentialFault.Expired)
            : Of(directory.Roster.FindCertificate(pin.Name), pin.Until);
    }

    private static CallerIdentity Prove(ReadOnlySpan<char> header, CallerRoster roster, TokenReading tokens)
    {
        if (ApiKey.IsKey(header))
            return OfKey(header, roster);
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return new(null, null, CredentialFault.Malformed);
        var credential = header[Scheme.Length..].Trim();
        return ApiKey.IsKey(credential) ? OfKey(credential, roster) : OfToken(credential, roster, tokens);
    }

    private static CallerIdentity OfKey(ReadOnlySpan<char> key, CallerRoster roster)
    {
        var caller = roster.FindKey(ApiKey.IdOf(key));
        return Of(caller?.Stored.Credential.Proves(key) == true ? caller : null, null);
    }

    private static CallerIdentity OfToken(ReadOnlySpan<char> text, CallerRoster roster, TokenReading tokens)
    {
        var token = tokens.Read(text);
        return token.Fault == CredentialFault.None ? Of(roster.FindToken(token.Claim), token.Until) : new(null, null, token.Fault);
    }

    private static CallerIdentity Of(KnownCaller? caller, DateTimeOffset? until) => new(
        caller,
        until,
        caller is null ? CredentialFault.Unknown
        : caller.IsRevoked ? CredentialFault.Revoked
        : CredentialFault.None);
}
