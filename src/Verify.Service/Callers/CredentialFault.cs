namespace Verify.Callers;

/// <summary>Why it is not known who asks; told to the caller as <c>fault</c> of CALLER_UNKNOWN.</summary>
public enum CredentialFault
{
    /// <summary>Nothing is wrong.</summary>
    None,
    /// <summary>No credential came with the call.</summary>
    Missing,
    /// <summary>Neither an API key nor a token.</summary>
    Malformed,
    /// <summary>No caller has this credential.</summary>
    Unknown,
    /// <summary>The caller was revoked.</summary>
    Revoked,
    /// <summary>The token or the certificate is no longer valid.</summary>
    Expired,
    /// <summary>The token or the certificate is not valid yet.</summary>
    NotYetValid,
    /// <summary>The token is for another service.</summary>
    Audience,
    /// <summary>The token is of another issuer.</summary>
    Issuer,
    /// <summary>The token is not signed by a key of the issuer.</summary>
    Signature,
}
