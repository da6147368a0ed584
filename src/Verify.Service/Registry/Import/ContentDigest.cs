using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// Collects what a fact was read from. Only filled cells count, each under its column's own name, so that the order of columns,
/// the heading used, the encoding and columns added later do not change what the same content is called.
/// </summary>
internal sealed class ContentDigest
{
    // Only facts about one subject meet.
    private const int IdBytes = 8;
    private const int ShortIdBytes = 10;
    private readonly ArrayBufferWriter<byte> _content = new();

    /// <summary>Adds a filled cell in canonical form.</summary>
    public void Add(string column, string value)
    {
        if (value.Length == 0)
            return;
        Append(column);
        Append(value);
    }

    /// <summary>The digest of everything since the last call, and starts anew.</summary>
    public byte[] Close()
    {
        var digest = SHA256.HashData(_content.WrittenSpan);
        _content.ResetWrittenCount();
        return digest;
    }

    /// <summary>Forgets everything since <see cref="Close"/>.</summary>
    public void Clear() => _content.ResetWrittenCount();

    /// <summary>
    /// A request id that follows from what a fact is about and a digest. The subject stands first, so that what is sorted by code
    /// meets its request ids in order too; in no order, every row would touch another page of their index.
    /// </summary>
    public static string RequestId(SubjectKey subject, byte[] digest) =>
        $"import-{subject.Value}-{Convert.ToHexStringLower(digest.AsSpan(0, IdBytes))}";

    /// <summary>The identifier of something that these parts tell from everything else of its kind.</summary>
    public static string Identify(string prefix, params ReadOnlySpan<string> parts)
    {
        var content = new ContentDigest();
        foreach (var part in parts)
            content.Append(part);
        return $"{prefix}-{Convert.ToHexStringLower(content.Close().AsSpan(0, ShortIdBytes))}";
    }

    // Length first, so that no two sequences of texts run together into one.
    private void Append(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32LittleEndian(_content.GetSpan(sizeof(int)), length);
        _content.Advance(sizeof(int));
        _content.Advance(Encoding.UTF8.GetBytes(text, _content.GetSpan(length)));
    }
}
