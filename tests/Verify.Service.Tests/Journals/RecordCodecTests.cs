using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Audit.Journal;
using Verify.Domain;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Journals;

/// <summary>A record of the register as bytes.</summary>
public sealed class RecordCodecTests
{
    private static readonly CheckRecord Full = Checks.Of("r-1").Advising("2026-07-01", "M-1", "M-2") with
    {
        CheckId = Guid.Parse("0199c2a0-0000-7000-8000-000000000001"),
        OperatorId = "张三 𠀀",
        Stage = -1,
        Disposition = 300,
        OtherSubjects = [new NamedSubject(new SubjectKey("P:abc"), SubjectPart.Related), new NamedSubject(new SubjectKey("U:X"), SubjectPart.Member)],
        AnswerValidUntil = DateTimeOffset.UnixEpoch,
        Answer = new byte[70_000],
    };

    public static TheoryData<string, bool> Records() => new() { { "full", true }, { "asked", true }, { "clean", true }, { "refused", true } };

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_is_read_as_it_was_written(string which, bool isSound)
    {
        var record = Of(which);
        var read = RecordCodec.Read(BytesOf(record));

        Assert.Equal(isSound, read is not null);
        Assert.Equal(Text(record), Text(read!));
        Assert.Equal(record.EvaluatedAt, read!.EvaluatedAt);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Bytes_that_are_no_record_are_none_and_never_an_exception(string which, bool isSound)
    {
        var bytes = BytesOf(Of(which));
        Assert.Equal(isSound, RecordCodec.Read(bytes) is not null);
        // But for the record that asks nothing more, whose end only the length around it can tell.
        var without = BytesOf(Of(which) with { Asked = [] });
        for (var length = 0; length < Math.Min(bytes.Length, 2_000); length++)
            Assert.Equal(bytes.Length > without.Length && length == without.Length, RecordCodec.Read(bytes.AsSpan(0, length)) is not null);
        Assert.Null(RecordCodec.Read([.. bytes, 0]));

        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var noise = bytes.AsSpan(0, Math.Min(bytes.Length, 400)).ToArray();
            for (var flips = 0; flips < 4; flips++)
                noise[random.Next(noise.Length)] = (byte)random.Next(256);
            RecordCodec.Read(noise);
        }
    }

    [Fact]
    public void A_record_that_asks_nothing_more_has_the_bytes_and_the_digest_that_it_had_before()
    {
        Assert.Equal(OldFormats.CheckBytes, Convert.ToHexStringLower(BytesOf(OldFormats.Check)));
        Assert.Equal(OldFormats.CheckDigest, Convert.ToHexStringLower(ChainFormat.DigestOf(OldFormats.Check)));
        Assert.Equal(Text(OldFormats.Check), Text(RecordCodec.Read(Convert.FromHexString(OldFormats.CheckBytes))!));
    }

    [Fact]
    public void Whatever_else_was_asked_is_read_as_it_was_written_and_has_one_encoding() => Check.QuickThrowOnFailure(
        Prop.ForAll<byte[], byte[]>((answer, asked) =>
        {
            var record = OldFormats.Check with { Answer = answer ?? [], Asked = asked ?? [] };
            var bytes = BytesOf(record);
            var read = RecordCodec.Read(bytes)!;
            return read.Answer.SequenceEqual(record.Answer) && read.Asked.SequenceEqual(record.Asked) && BytesOf(read).SequenceEqual(bytes)
                && (record.Asked.Length == 0 || RecordCodec.Read([.. BytesOf(record with { Asked = [] }), 0]) is null);
        }));

    private static CheckRecord Of(string which) => which switch
    {
        "full" => Full,
        "asked" => Full with { Answer = [7], Asked = [1, 2, 3] },
        "clean" => Checks.At("2026-06-15T10:00"),
        _ => Checks.Of("", refusal: "CONSENT_INVALID") with { Subject = null, RequestDigest = [], Alerts = [] },
    };

    private static byte[] BytesOf(CheckRecord record)
    {
        var bytes = new ByteWriter();
        RecordCodec.Write(record, bytes);
        return bytes.Written.ToArray();
    }

    // Instants by their moment: the offset is no part of a record.
    private static string Text(CheckRecord record) => JsonSerializer.Serialize(record with
    {
        EvaluatedAt = record.EvaluatedAt.ToUniversalTime(), AsOf = record.AsOf.ToUniversalTime(),
    });
}
