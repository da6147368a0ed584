using System.Text.Json.Serialization;

namespace Verify.Registry;

/// <summary>
/// The secrets by which persons are named and their numbers sealed, section <c>Verify:Keys</c>. Every key is base64 of
/// <see cref="KeyBytes"/> random bytes (<c>openssl rand -base64 32</c>).
/// </summary>
public sealed class KeyRingOptions
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>Longest name of a sealing key, in ASCII letters, digits, dots, dashes and underscores.</summary>
    public const int NameLengthMax = 32;

    /// <summary>
    /// The key by which persons are named. It MUST stay as long as the registry lives: under another one every person is a
    /// stranger, so a store refuses to open with it.
    /// </summary>
    public string? Index { get; set; }

    /// <summary>Keys that seal persons' numbers, by name. Those no longer current still open what they sealed.</summary>
    public IDictionary<string, string> Seal { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Name of the key in <see cref="Seal"/> that seals from now on.</summary>
    public string? CurrentSeal { get; set; }

    /// <summary>Whether nothing is configured, and a key file is to be used.</summary>
    [JsonIgnore]
    public bool IsEmpty => Index is null && CurrentSeal is null && Seal.Count == 0;

    /// <summary>Everything that is wrong, each with its path; no message quotes a key.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!IsKey(Index))
            faults.Add($"Verify:Keys:Index must be base64 of {KeyBytes} bytes.");
        foreach (var (name, key) in Seal)
        {
            if (!IsName(name))
                faults.Add($"Verify:Keys:Seal:{name} must be named by 1 to {NameLengthMax} of A-Z a-z 0-9 . _ -");
            if (!IsKey(key))
                faults.Add($"Verify:Keys:Seal:{name} must be base64 of {KeyBytes} bytes.");
        }

        if (CurrentSeal is null || !Seal.ContainsKey(CurrentSeal))
            faults.Add("Verify:Keys:CurrentSeal must name a key of Verify:Keys:Seal.");
        return faults;
    }

    private static bool IsKey(string? text)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        return text is not null && Convert.TryFromBase64String(text, key, out var length) && length == KeyBytes;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameLengthMax && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
