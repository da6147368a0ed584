namespace Verify.Callers;

/// <summary>Section <c>Verify:Callers</c>: who may ask, and how it is known who that is.</summary>
public sealed class CallerOptions
{
    /// <summary>Nobody unknown is served, even where no caller is configured yet.</summary>
    public bool Required { get; set; }

    /// <summary>
    /// For how long the callers last read hold where the store cannot be asked, in seconds. The default lasts through the failover of a
    /// store; meanwhile whoever was revoked elsewhere, out of this instance's sight, gets no firm answer and records nothing.
    /// </summary>
    public int HoldSeconds { get; set; } = 300;

    /// <summary>
    /// About how many different persons a caller may ask within an hour, on one instance, before it has to wait with others; 0 for any.
    /// </summary>
    public int PersonsPerHourMax { get; set; } = 10_000;

    /// <summary>Tokens of an issuer.</summary>
    public TokenOptions Jwt { get; init; } = new();

    /// <summary>The hold.</summary>
    public TimeSpan Hold => TimeSpan.FromSeconds(HoldSeconds);

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        if (HoldSeconds is < 1 or > 86_400)
            yield return "Verify:Callers:HoldSeconds: between 1 and 86,400.";
        if (PersonsPerHourMax is < 0 or > PersonProbes.BudgetMax)
            yield return $"Verify:Callers:PersonsPerHourMax: between 0 and {PersonProbes.BudgetMax}.";
        foreach (var fault in Jwt.Faults())
            yield return fault;
    }
}

/// <summary>Section <c>Verify:Callers:Jwt</c>: whose tokens are taken. All of it empty means: nobody's.</summary>
public sealed class TokenOptions
{
    /// <summary>Claim <c>iss</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Claim <c>aud</c>: this service, by the name that the issuer has for it.</summary>
    public string Audience { get; set; } = "";

    /// <summary>File with the issuer's public keys: a JWKS, or PEM with public keys or certificates.</summary>
    public string Keys { get; set; } = "";

    /// <summary>The claim that names the caller.</summary>
    public string Claim { get; set; } = "sub";

    /// <summary>By how much the issuer's clock may be off, in seconds.</summary>
    public int SkewSeconds { get; set; } = 30;

    /// <summary>Whether no tokens are taken.</summary>
    public bool IsEmpty => Issuer.Length + Audience.Length + Keys.Length == 0;

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        if (SkewSeconds is < 0 or > 300)
            yield return "Verify:Callers:Jwt:SkewSeconds: between 0 and 300.";
        if (IsEmpty)
            yield break;
        if (Issuer.Length == 0)
            yield return "Verify:Callers:Jwt:Issuer: name the issuer whose tokens are taken.";
        if (Audience.Length == 0)
            yield return "Verify:Callers:Jwt:Audience: name this service as the issuer does.";
        if (string.IsNullOrWhiteSpace(Claim))
            yield return "Verify:Callers:Jwt:Claim: name the claim that names the caller.";
        if (!File.Exists(Keys))
            yield return "Verify:Callers:Jwt:Keys: name a file with the issuer's public keys; there is none of this name.";
        else if (TokenKeys.Read(Keys, out var fault).Count == 0)
            yield return $"Verify:Callers:Jwt:Keys: {fault}";
    }
}
