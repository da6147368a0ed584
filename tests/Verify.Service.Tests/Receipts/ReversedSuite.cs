using System.Security.Cryptography;
using Verify.Receipts;

namespace Verify.Service.Tests.Receipts;

/// <summary>
/// Another algorithm in the place where SM2 with SM3 will be: keys that no other suite reads, ids and signatures of its own. It protects
/// nothing, since its public key is its secret.
/// </summary>
internal sealed class ReversedSuite : SignatureSuite
{
    public const string AlgorithmName = "REVERSED-HMAC";

    private static ReadOnlySpan<byte> Mark => "reversed"u8;

    public override string Name => AlgorithmName;

    public override byte[] CreateKey() => [.. Mark, .. RandomNumberGenerator.GetBytes(16)];

    public override byte[]? PublicKeyOf(ReadOnlySpan<byte> privateKey) => IsPublicKey(privateKey) ? privateKey.ToArray() : null;

    public override bool IsPublicKey(ReadOnlySpan<byte> publicKey) => publicKey.StartsWith(Mark);

    public override string KeyIdOf(ReadOnlySpan<byte> publicKey) => "r-" + Convert.ToHexStringLower(publicKey[Mark.Length..]);

    public override byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> data)
    {
        var signature = HMACSHA384.HashData(privateKey, data);
        Array.Reverse(signature);
        return signature;
    }

    public override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(publicKey, data), signature);
}
