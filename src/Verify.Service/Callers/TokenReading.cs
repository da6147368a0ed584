using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Verify.Callers;

/// <summary>What a token says, once it has been proven.</summary>
/// <param name="Claim">Names the caller.</param>
/// <param name="Until">From then on it says nothing.</param>
/// <param name="Fault">What is wrong with it; the rest then means nothing.</param>
internal readonly record struct ReadToken(string Claim, DateTimeOffset Until, CredentialFault Fault);

/// <summary>
/// Tokens, validated once whatever connection they come by: a signature takes tens of microseconds, finding a token again by its hash
/// one. Only good tokens are kept, so nobody without a key can fill the memory.
/// </summary>
internal sealed class TokenReading
{
    private const int KeptMax = 10_000;

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly ConcurrentDictionary<UInt128, ReadToken> _kept = [];
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters;
    private readonly TokenOptions _options;
    private readonly TimeProvider _clock;

    public TokenReading(TokenOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _parameters = new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            IssuerSigningKeys = options.IsEmpty ? [] : TokenKeys.Read(options.Keys, out _),
            ValidAlgorithms = Algorithms,
            RequireExpirationTime = true,
            // Instants are judged below, by the service's clock, for kept tokens too.
            ValidateLifetime = false,
        };
    }

    /// <summary>Reads a token.</summary>
    public ReadToken Read(ReadOnlySpan<char> token)
    {
        if (_options.IsEmpty || token.Length > TokenValidationParameters.DefaultMaximumTokenSizeInBytes)
            return Bad(CredentialFault.Malformed);
        var hash = HashOf(token);
        if (!_kept.TryGetValue(hash, out var read))
        {
            read = Validate(token.ToString());
            if (read.Fault == CredentialFault.None)
                Keep(hash, read);
        }

        return read.Fault == CredentialFault.None && read.Until <= _clock.GetUtcNow() ? Bad(CredentialFault.Expired) : read;
    }

    private ReadToken Validate(string text)
    {
        // With the keys at hand nothing in it waits.
        var result = _handler.ValidateTokenAsync(text, _parameters).GetAwaiter().GetResult();
        if (!result.IsValid)
            return Bad(FaultOf(result.Exception));
        var token = (JsonWebToken)result.SecurityToken;
        var skew = TimeSpan.FromSeconds(_options.SkewSeconds);
        if (!token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out _)
            || !token.TryGetPayloadValue<string>(_options.Claim, out var claim) || string.IsNullOrEmpty(claim))
        {
            return Bad(CredentialFault.Malformed);
        }

        return token.ValidFrom != DateTime.MinValue && token.ValidFrom - skew > _clock.GetUtcNow().UtcDateTime
            ? Bad(CredentialFault.NotYetValid)
            : new ReadToken(claim, new DateTimeOffset(token.ValidTo) + skew, CredentialFault.None);
    }

    private void Keep(UInt128 hash, ReadToken read)
    {
        if (_kept.Count >= KeptMax)
        {
            var now = _clock.GetUtcNow();
            foreach (var (old, token) in _kept)
            {
                if (token.Until <= now)
                    _kept.TryRemove(old, out _);
            }

            if (_kept.Count >= KeptMax)
                _kept.Clear();
        }

        _kept[hash] = read;
    }

    // Half of a SHA-256 is still beyond finding a second token for.
    private static UInt128 HashOf(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> bytes = stackalloc byte[2048];
        var length = token.Length * 3 <= bytes.Length ? Encoding.UTF8.GetBytes(token, bytes) : -1;
        SHA256.HashData(length >= 0 ? bytes[..length] : Encoding.UTF8.GetBytes(token.ToString()), hash);
        return BitConverter.ToUInt128(hash);
    }

    private static CredentialFault FaultOf(Exception exception) => exception switch
    {
        SecurityTokenInvalidAudienceException => CredentialFault.Audience,
        SecurityTokenInvalidIssuerException => CredentialFault.Issuer,
        SecurityTokenMalformedException or ArgumentException => CredentialFault.Malformed,
        _ => CredentialFault.Signature,
    };

    private static ReadToken Bad(CredentialFault fault) => new("", default, fault);
}
