using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Verify.Bytes;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Tests.Stores;

namespace Verify.Tests.Dossiers;

/// <summary>Dossiers as bytes: what is read is what was written, and what is damaged, foreign or of a later version is a miss.</summary>
public sealed class DossierCodecTests
{
    private static readonly byte[] Sample = DossierSample.Bytes(1);
    private static readonly SubjectKey Subject = DossierSample.Content(1).Subject;

    public static TheoryData<int> Versions => [.. DossierSample.Versions];

    public static TheoryData<string> FactTypes => [.. AnyFact.Types.Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_stored_value_of_every_version_is_read(int version) =>
        Assert.Equal(Told.Of(DossierSample.Content(version)), Told.Of(Decode(DossierSample.Bytes(version), Subject)));

    [Fact]
    public void The_version_that_is_written_has_a_stored_value_and_writes_it_again()
    {
        Assert.Equal(Convert.ToHexStringLower(DossierSample.Bytes(DossierCodec.Version)), Convert.ToHexStringLower(
            DossierCodec.Encode(DossierSample.Content(DossierCodec.Version))));
    }

    [Fact]
    public void The_stored_value_has_every_type_of_fact() => Assert.Equal(
        AnyFact.Types.Select(static type => type.Name).Order(StringComparer.Ordinal),
        DossierSample.Content(DossierCodec.Version).Facts.Select(static recorded => recorded.Fact.GetType().Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(FactTypes))]
    public void A_fact_of_any_type_comes_back_as_it_was(string type)
    {
        var facts = AnyFact.Recorded(AnyFact.Of(AnyFact.Types.Single(known => known.Name == type)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(facts.ToArbitrary(), static fact =>
        {
            var dossier = Dossier.Fold(AnyFact.Subject, 7, [fact]);
            Assert.Equal(Told.Of(dossier), Told.Of(Decode(DossierCodec.Encode(dossier), AnyFact.Subject)));
        }));
    }

    [Fact]
    public void A_dossier_comes_back_as_it_was_and_its_bytes_are_those_of_its_facts_alone() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(AnyFact.Dossiers.ToArbitrary(), static dossier =>
        {
            var bytes = DossierCodec.Encode(dossier);
            var read = Decode(bytes, AnyFact.Subject);

            Assert.Equal(Told.Of(dossier), Told.Of(read));
            Assert.Equal(dossier.Entries.Select(static entry => entry.Id), read.Entries.Select(static entry => entry.Id));
            Assert.Equal(bytes, DossierCodec.Encode(read));
            Assert.True(DossierCodec.TryReadRevision(bytes, out var revision));
            Assert.Equal(dossier.Revision, revision);
        }));

    [Fact]
    public void Nothing_known_is_a_value_too()
    {
        var read = Decode(DossierCodec.Encode(Dossier.Empty(Subject, 12)), Subject);

        Assert.Equal((Subject, 12L), (read.Subject, read.Revision));
        Assert.Empty(read.Facts);
    }

    [Fact]
    public void A_list_that_was_never_set_is_an_empty_one_and_an_officer_never_named_is_the_empty_name()
    {
        var fact = new SubjectRegistered("某公司", null, default, default, null);
        var recorded = new RecordedFact(1, Subject, Drafts.OccurredAt, Drafts.OccurredAt, default, "", fact);

        var read = Decode(DossierCodec.Encode(Dossier.Fold(Subject, 1, [recorded])), Subject).Facts[0];

        Assert.Equal(new Recorder("", ""), read.RecordedBy);
        Assert.False(((SubjectRegistered)read.Fact).Aliases.IsDefault);
    }

    [Fact]
    public void A_value_under_a_wrong_key_is_refused()
    {
        AssertRefused(Sample, new SubjectKey(Subject.Value.ToLowerInvariant()));
        AssertRefused(Sample, new SubjectKey(Subject.Value[..^1]));
        AssertRefused(Sample, default);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (var length = 0; length < Sample.Length; length++)
            AssertRefused(Sample[..length], Subject);
        AssertRefused([.. Sample, 0], Subject);
    }

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        for (var bit = 0; bit < Sample.Length * 8; bit++)
        {
            var flipped = Sample.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(flipped, Subject);
        }
    }

    [Fact]
    public void A_later_version_is_refused()
    {
        var later = Sealed([DossierCodec.Version + 1, .. Sample.AsSpan(1)]);

        AssertRefused(later, Subject);
        Assert.False(DossierCodec.TryReadRevision(later, out _));
        Assert.False(DossierCodec.TryReadRevision([], out _));
    }

    /// <summary>As a later version of the service could write them, or somebody with a grudge: the checksum is right.</summary>
    [Fact]
    public void Whole_bytes_with_a_wrong_content_never_throw_and_are_never_read_as_more_than_they_say()
    {
        var random = new Random(4);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = Sample.ToArray();
            changed[random.Next(1, changed.Length - 4)] = (byte)random.Next(256);
            if (DossierCodec.TryDecode(Sealed(changed), Subject, out var read, out var fault))
                Assert.Equal(Told.Of(read), Told.Of(Decode(DossierCodec.Encode(read), Subject)));
            else
                Assert.NotEmpty(fault);
        }
    }

    [Fact]
    public void A_tag_or_an_enum_value_of_a_later_version_is_a_fault_and_not_nothing()
    {
        var advanced = new EntryAdvanced("E", EntryState.Removed, "");
        var recorded = new RecordedFact(1, Subject, Drafts.OccurredAt, Drafts.OccurredAt, new Recorder("D", "O"), "", advanced);
        var bytes = DossierCodec.Encode(Dossier.Fold(Subject, 1, [recorded]));

        // The fact ends the value: tag, length and letter of its id, state, no reason; then the checksum.
        AssertRefused(Sealed([.. bytes.AsSpan(0, bytes.Length - 9), 28, .. bytes.AsSpan(bytes.Length - 8)]), Subject);
        AssertRefused(Sealed([.. bytes.AsSpan(0, bytes.Length - 6), 15, .. bytes.AsSpan(bytes.Length - 5)]), Subject);
        Assert.Equal(Told.Of(advanced), Told.Of(Decode(Sealed(bytes), Subject).Facts[0].Fact));
    }

    [Fact]
    public void A_persons_number_among_the_aliases_is_not_written()
    {
        var registered = new RecordedFact(
            1, Subject, Drafts.OccurredAt, Drafts.OccurredAt, new Recorder("D", "O"), "", Drafts.Registered(TestKeys.Persons[0]));

        var refused = Assert.Throws<ArgumentException>(() => DossierCodec.Encode(Dossier.Fold(Subject, 1, [registered])));

        Assert.DoesNotContain(TestKeys.Persons[0].Value, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_fact_of_another_subject_is_not_written()
    {
        var recorded = new RecordedFact(1, Drafts.KeyOfB, Drafts.OccurredAt, Drafts.OccurredAt, default, "", Drafts.Grade());

        Assert.Throws<ArgumentException>(() => DossierCodec.Encode(Dossier.Fold(Drafts.KeyOfA, 1, [recorded])));
    }

    private static Dossier Decode(byte[] bytes, SubjectKey subject)
    {
        Assert.True(DossierCodec.TryDecode(bytes, subject, out var dossier, out var fault), fault);
        return dossier;
    }

    private static void AssertRefused(byte[] bytes, SubjectKey subject)
    {
        Assert.False(DossierCodec.TryDecode(bytes, subject, out var dossier, out var fault));
        Assert.Null(dossier);
        Assert.NotEmpty(fault);
    }

    /// <summary>The same bytes under a checksum that is right.</summary>
    private static byte[] Sealed(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }
}
