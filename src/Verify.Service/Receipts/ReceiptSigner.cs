using System.Text;
using Verify.Bytes;

namespace Verify.Receipts;

/// <summary>Signs receipts with the current key, and knows those by which it and its predecessors are verified.</summary>
public sealed class ReceiptSigner
{
    /// <summary>Name, in the data folder, of the key of an installation that configures none.</summary>
    public const string KeyFile = "receipt-key.pem";

    private readonly byte[] _secret;

    private ReceiptSigner(SigningKey current, IEnumerable<SigningKey> all, bool isMade)
    {
        _secret = current.Secret!;
        Current = current.Public;
        Keys = [.. all.Select(static key => key.Public).Prepend(current.Public).DistinctBy(static key => key.Id)];
        IsMade = isMade;
    }

    /// <summary>The key that signs.</summary>
    public ReceiptKey Current { get; }

    /// <summary>Every key by which receipts of this service are verified, the current one first.</summary>
    public IReadOnlyList<ReceiptKey> Keys { get; }

    /// <summary>Whether the key was made here, since none is configured.</summary>
    public bool IsMade { get; }

    /// <summary>Takes the configured keys; where there are none that of the data folder, which is made if need be.</summary>
    /// <param name="options">The options, without faults.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="FormatException">The file is no key.</exception>
    public static ReceiptSigner Open(ReceiptOptions options, string dataFolder)
    {
        if (!options.IsEmpty)
        {
            return new ReceiptSigner(
                SigningKey.Read(options.Keys[options.CurrentKey], options.Suites), options.Keys.Values.Select(key => SigningKey.Read(key, options.Suites)), isMade: false);
        }

        var path = Path.Combine(dataFolder, KeyFile);
        SecretFile.CreateOnce(path, file => file.Write(Encoding.ASCII.GetBytes(SigningKey.CreatePem(options.Suite!))));
        var key = SigningKey.Read(path, options.Suites);
        return key.Secret is null || key.Public.Suite != options.Suite
            ? throw new FormatException($"It holds no private key of {options.Algorithm}.")
            : new ReceiptSigner(key, [key], isMade: true);
    }

    /// <summary>Signs exactly these bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> payload) => Current.Suite.Sign(_secret, payload);
}
