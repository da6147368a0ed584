using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Verify.Bytes;
using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// Dossiers as bytes, for caches. What cannot be read is a miss and never "nothing": two versions of the service run side by side
/// while one replaces the other, and each meets what the other wrote.
/// </summary>
/// <remarks>
/// Version 1:
/// <code>
/// 1 byte   version
/// number   revision at which the dossier was read
/// number   length of the subject's key, then the key, ASCII
/// number   how many facts, then each, by the instant at which it took effect, then revision:
///   number     revision
///   instant    at which it took effect
///   instant    at which it was recorded
///   text       department, then officer, then document
///   1 byte     tag of its type, then the fields of the type (FactLayouts)
/// 4 bytes  CRC-32C of everything before, least byte first
/// </code>
/// A number is written seven bits a byte, least first, the top bit set in all but the last byte; a signed one is folded before
/// (0, -1, 1, -2 …). A date is a signed number of days since 2020-01-01; where there may be none, 0 is none and the number is one
/// more. An instant is a count since 0001-01-01T00:00+08:00, times 4, plus its unit (0 tick of 100 ns, 1 millisecond, 2 second,
/// 3 day); the offset of a time zone is not kept. An enum is the byte of its value, a flag 0 or 1, a list its length and
/// its items. A text is a number: 0 is empty, 1 is none, 4n is followed by n characters of a byte each (Latin-1), 4n+2 by n of two
/// bytes (UTF-16, least byte first), 4n+3 is the nth text of this value that was written out, counted from 0, of which the first 64
/// count. Chinese takes two bytes so and not three, no sequence of bytes is invalid, and reading is copying.
/// <para>
/// A version once shipped MUST be read for ever (<c>tests/fixtures/dossiers</c> has one of each), with one exception: when dossiers
/// come to hold facts that they left out before, older values lack them, and MUST be refused.
/// </para>
/// </remarks>
public static class DossierCodec
{
    /// <summary>The version that is written.</summary>
    public const byte Version = 1;

    private const int ChecksumBytes = sizeof(uint);

    /// <summary>Writes a dossier.</summary>
    /// <exception cref="ArgumentException">
    /// The key is not ASCII, a fact is another subject's, or a person's number stands where only an organisation's code may.
    /// </exception>
    public static byte[] Encode(Dossier dossier)
    {
        var to = new ValueWriter();
        to.Byte(Version);
        to.Number(dossier.Revision);
        to.Ascii(dossier.Subject.Value);
        to.Number(dossier.Facts.Length);
        foreach (var recorded in dossier.Facts)
        {
            if (recorded.Subject != dossier.Subject)
                throw new ArgumentException("A fact is another subject's.", nameof(dossier));
            Write(to, recorded);
        }

        var bytes = new byte[to.Written.Length + ChecksumBytes];
        to.Written.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(to.Written.Length), Crc32C.Of(to.Written));
        return bytes;
    }

    /// <summary>Reads a dossier. Never throws on bad bytes.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote, in this version or another.</param>
    /// <param name="expected">Whose it must be: a value under a wrong key is refused.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="fault">What is wrong, for the log; it quotes no value.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes,
        SubjectKey expected,
        [NotNullWhen(true)] out Dossier? dossier,
        [NotNullWhen(false)] out string? fault)
    {
        fault = FaultOf(bytes);
        dossier = fault is null ? Read(new ValueReader(bytes[1..^ChecksumBytes]), expected, out fault) : null;
        return fault is null;
    }

    /// <summary>
    /// The revision at which a value was read, without reading the rest: whether the value is whole, <see cref="TryDecode"/> says.
    /// </summary>
    public static bool TryReadRevision(ReadOnlySpan<byte> bytes, out long revision)
    {
        var known = bytes is [Version, ..];
        var from = new ValueReader(known ? bytes[1..] : default);
        revision = from.Number();
        return from.Fault is null;
    }

    /// <summary>Whether a value is a subject's, by its head alone.</summary>
    internal static bool IsOf(ReadOnlySpan<byte> bytes, SubjectKey subject)
    {
        var from = new ValueReader(bytes is [Version, ..] ? bytes[1..] : default);
        from.Number();
        return from.Ascii(subject.Value);
    }

    private static string? FaultOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= ChecksumBytes)
            return "The bytes end too early.";
        if (bytes[0] != Version)
            return $"The version is {bytes[0]}, and {Version} is known.";
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^ChecksumBytes..]);
        return Crc32C.Of(bytes[..^ChecksumBytes]) == checksum ? null : "The checksum is wrong.";
    }

    private static Dossier? Read(ValueReader from, SubjectKey expected, out string? fault)
    {
        var revision = from.Number();
        if (!from.Ascii(expected.Value))
            from.Fail("It is another subject's.");
        var facts = new RecordedFact[from.Count()];
        for (var i = 0; i < facts.Length && from.Fault is null; i++)
            facts[i] = Read(ref from, expected);
        if (from.Fault is null && !from.Rest.IsEmpty)
            from.Fail("Something follows the last fact.");

        fault = from.Fault;
        return fault is null ? Dossier.Fold(expected, revision, ImmutableCollectionsMarshal.AsImmutableArray(facts)) : null;
    }

    private static void Write(ValueWriter to, RecordedFact recorded)
    {
        to.Number(recorded.Revision);
        to.Instant(recorded.OccurredAt);
        to.Instant(recorded.RecordedAt);
        to.Word(recorded.RecordedBy.DepartmentCode ?? "");
        to.Word(recorded.RecordedBy.OperatorId ?? "");
        to.Text(recorded.DocumentNumber);
        FactLayouts.Write(to, recorded.Fact);
    }

    private static RecordedFact Read(ref ValueReader from, SubjectKey subject) => new(
        from.Number(),
        subject,
        from.Instant(),
        from.Instant(),
        new Recorder(from.Word(), from.Word()),
        from.Text(),
        FactLayouts.Read(ref from)!);
}
