using System.Security.Cryptography;

namespace Verify.Callers;

/// <summary>
/// An API key, <c>vk_</c>, an id of 12 hexadecimal digits, <c>_</c>, a secret of 64. The id finds the caller; the secret is 256 random
/// bits, which nobody can try out, so one SHA-256 of the whole key is kept and no slow hash is needed.
/// </summary>
public static class ApiKey
{
    /// <summary>How every key begins: a key that strayed into a file or a log is found by it.</summary>
    public const string Prefix = "vk_";

    /// <summary>Characters of a key.</summary>
    public const int Length = IdStart + IdLength + 1 + SecretBytes * 2;

    private const int IdStart = 3;
    private const int IdLength = 12;
    private const int SecretBytes = 32;

    /// <summary>Makes a key; shown to its owner once, and then known by its hash only.</summary>
    public static string Create() =>
        $"{Prefix}{RandomNumberGenerator.GetHexString(IdLength, lowercase: true)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>Whether a credential has the form of a key.</summary>
    public static bool IsKey(ReadOnlySpan<char> text) => text.Length == Length && text.StartsWith(Prefix) && text[IdStart + IdLength] == '_';

    /// <summary>The id within a key.</summary>
    public static ReadOnlySpan<char> IdOf(ReadOnlySpan<char> key) => key.Slice(IdStart, IdLength);
}
