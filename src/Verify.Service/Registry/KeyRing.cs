using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Verify.Registry;

/// <summary>The keys in use. Discloses none of them, neither as text nor in a message.</summary>
public sealed class KeyRing
{
    private readonly FrozenDictionary<string, byte[]> _seals;

    /// <summary>Takes the keys of valid options.</summary>
    /// <exception cref="OptionsValidationException">They are not valid; holds every fault.</exception>
    public KeyRing(KeyRingOptions options)
    {
        var faults = options.Faults();
        if (faults.Count > 0)
            throw new OptionsValidationException(nameof(KeyRingOptions), typeof(KeyRingOptions), faults);

        var index = Convert.FromBase64String(options.Index!);
        PersonKey = Derive(index, "verify person key");
        DigestKey = Derive(index, "verify request digest");
        Fingerprint = Convert.ToHexStringLower(Derive(index, "verify fingerprint")[..8]);
        CurrentSeal = options.CurrentSeal!;
        _seals = options.Seal.ToFrozenDictionary(
            static seal => seal.Key, static seal => Convert.FromBase64String(seal.Value), StringComparer.Ordinal);
    }

    /// <summary>Tells rings apart by the key that names persons, and says nothing about it: 16 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>Name of the key that seals.</summary>
    internal string CurrentSeal { get; }

    /// <summary>Names persons.</summary>
    internal byte[] PersonKey { get; }

    /// <summary>Digests requests.</summary>
    internal byte[] DigestKey { get; }

    /// <summary>A sealing key by name.</summary>
    internal bool TryGetSeal(string name, [NotNullWhen(true)] out byte[]? key) => _seals.TryGetValue(name, out key);

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.Expand(HashAlgorithmName.SHA256, key, KeyRingOptions.KeyBytes, Encoding.ASCII.GetBytes(purpose));
}
