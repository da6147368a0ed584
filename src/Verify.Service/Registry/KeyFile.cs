using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Verify.Bytes;

namespace Verify.Registry;

/// <summary>
/// The key ring of an installation that configures none: a file beside the database, for its owner's eyes only, written once. It
/// has the shape of <see cref="KeyRingOptions"/>. Whoever copies the database without it has no person's number.
/// </summary>
public static partial class KeyFile
{
    /// <summary>Opens the file, or creates it; of several that create it at once one wins and the others use its keys.</summary>
    /// <remarks>
    /// To be called before the database is created: SQLite syncs the directory that both lie in with its first commit, so that no
    /// power failure leaves persons sealed under keys that are gone.
    /// </remarks>
    /// <exception cref="InvalidDataException">The file is not a key ring.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static KeyRing OpenOrCreate(string path)
    {
        SecretFile.CreateOnce(path, static file => JsonSerializer.Serialize(file, NewRing(), KeyFileJson.Default.KeyRingOptions));
        try
        {
            var options = JsonSerializer.Deserialize(File.ReadAllBytes(path), KeyFileJson.Default.KeyRingOptions) ?? new();
            return options.Faults() is { Count: > 0 } faults
                ? throw new InvalidDataException($"{path} is not a key ring: {string.Join(' ', faults)}")
                : new KeyRing(options);
        }
        catch (JsonException)
        {
            // Not passed on: its message may quote what stands in the file.
            throw new InvalidDataException($"{path} is not a key ring: it is no JSON.");
        }
    }

    private static KeyRingOptions NewRing() => new() { Index = NewKey(), CurrentSeal = "1", Seal = { ["1"] = NewKey() } };

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRingOptions.KeyBytes));

    [JsonSourceGenerationOptions(WriteIndented = true, PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
    [JsonSerializable(typeof(KeyRingOptions))]
    private sealed partial class KeyFileJson : JsonSerializerContext;
}
