using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Verify.Service.Tests.Identity;

/// <summary>An issuer of tokens, with a key of its own.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Name = "county platform";
    public const string Audience = "verify";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key in PEM.</summary>
    public string Pem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The public key as JWKS.</summary>
    public string Jwks
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}]}""";
        }
    }

    /// <summary>A token for a caller, good for an hour before and some minutes from now; null sets no end.</summary>
    public string Issue(string subject, DateTimeOffset now, int? minutes = 10, string audience = Audience, string issuer = Name) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddMinutes(Math.Min(0, minutes ?? 0) - 60).UtcDateTime,
            Expires = minutes is { } end ? now.AddMinutes(end).UtcDateTime : null,
            Claims = new Dictionary<string, object> { ["sub"] = subject },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key), SecurityAlgorithms.EcdsaSha256),
        });

    public void Dispose() => _key.Dispose();
}
