using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Verify.Callers;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Identity;

/// <summary>Tokens prove a caller until they end, by the service's clock, also those that were seen before.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Issuer _issuer = new();

    public void Dispose()
    {
        _folder.Dispose();
        _issuer.Dispose();
    }

    [Fact]
    public void A_token_that_was_seen_before_ends_when_it_ends()
    {
        var reading = Reading();
        var token = _issuer.Issue("one", _clock.Now, minutes: 10);
        Assert.Equal(("one", CredentialFault.None), Read(reading, token));

        _clock.Now += TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(29);
        Assert.Equal(("one", CredentialFault.None), Read(reading, token));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(CredentialFault.Expired, Read(reading, token).Fault);
        Assert.Equal(CredentialFault.Expired, Read(Reading(), token).Fault);
    }

    [Fact]
    public void A_token_is_not_taken_before_its_time_and_is_then()
    {
        var reading = Reading();
        var token = _issuer.Issue("one", _clock.Now.AddHours(2), minutes: 10);
        Assert.Equal(CredentialFault.NotYetValid, Read(reading, token).Fault);
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(CredentialFault.None, Read(reading, token).Fault);
    }

    [Fact]
    public void Keys_are_read_from_PEM_as_from_JWKS()
    {
        var token = _issuer.Issue("one", _clock.Now);
        Assert.Equal(("one", CredentialFault.None), Read(Reading(_issuer.Jwks), token));
        Assert.Equal(("one", CredentialFault.None), Read(Reading(_issuer.Pem), token));
        using var other = new Issuer();
        Assert.Equal(("one", CredentialFault.None), Read(Reading(other.Pem + "\n" + _issuer.Pem), token));
        Assert.Equal(CredentialFault.Signature, Read(Reading(other.Pem), token).Fault);
    }

    [Fact]
    public void A_token_without_a_signature_or_signed_with_the_public_key_as_a_secret_proves_nothing()
    {
        var parts = _issuer.Issue("one", _clock.Now).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        var secret = Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""");
        var forged = HMACSHA256.HashData(Encoding.ASCII.GetBytes(_issuer.Pem), Encoding.ASCII.GetBytes($"{secret}.{parts[1]}"));

        var reading = Reading(_issuer.Pem);
        Assert.NotEqual(CredentialFault.None, Read(reading, $"{none}.{parts[1]}.").Fault);
        Assert.NotEqual(CredentialFault.None, Read(reading, $"{secret}.{parts[1]}.{Base64UrlEncoder.Encode(forged)}").Fault);
        Assert.NotEqual(CredentialFault.None, Read(reading, $"{parts[0]}.{Base64UrlEncoder.Encode("""{"iss":"x"}""")}.{parts[2]}").Fault);
    }

    [Fact]
    public void Whatever_text_comes_it_is_a_fault_and_no_exception()
    {
        var reading = Reading();
        foreach (var text in (string[])["", ".", "..", "a.b.c", "....", new('x', 300_000), "e30.e30.e30", "\u4e2d\u6587.\ud83d\ude00.x", new('.', 5000)])
            Assert.NotEqual(CredentialFault.None, Read(reading, text).Fault);
    }

    [Fact]
    public void A_token_without_an_end_or_without_the_claim_proves_nothing()
    {
        Assert.NotEqual(CredentialFault.None, Read(Reading(), _issuer.Issue("one", _clock.Now, minutes: null)).Fault);
        var options = Options(_issuer.Jwks);
        options.Claim = "client_id";
        Assert.Equal(CredentialFault.Malformed, Read(new TokenReading(options, _clock), _issuer.Issue("one", _clock.Now)).Fault);
    }

    private TokenReading Reading(string? keys = null) => new(Options(keys ?? _issuer.Jwks), _clock);

    private TokenOptions Options(string keys)
    {
        var file = _folder.File($"{Guid.NewGuid()}");
        File.WriteAllText(file, keys);
        return new TokenOptions { Issuer = Issuer.Name, Audience = Issuer.Audience, Keys = file };
    }

    private static (string Claim, CredentialFault Fault) Read(TokenReading reading, string token)
    {
        var read = reading.Read(token);
        return (read.Claim, read.Fault);
    }
}
