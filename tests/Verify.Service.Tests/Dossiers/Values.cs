using Verify.Domain;
using Verify.Dossiers;
using Verify.Tests.Stores;

namespace Verify.Tests.Dossiers;

/// <summary>Values of invented subjects, for tests that do not look into them.</summary>
internal static class Values
{
    public static SubjectKey Key(int number) => new($"U:{number:D18}");

    /// <summary>A value of about a length; what is in it follows from key and revision.</summary>
    public static byte[] Of(SubjectKey key, long revision, int length = 0)
    {
        var fact = new GradeRecorded(new string('g', length), Grade.Good, new DateOnly(2026, 6, 1));
        var recorded = new RecordedFact(revision, key, Drafts.OccurredAt, Drafts.OccurredAt, new Recorder("D", "O"), "", fact);
        return DossierCodec.Encode(length == 0 ? Dossier.Empty(key, revision) : Dossier.Fold(key, revision, [recorded]));
    }

    /// <summary>The revision of a whole value of a subject.</summary>
    public static long RevisionOf(ReadOnlyMemory<byte> value, SubjectKey key)
    {
        Assert.True(DossierCodec.TryDecode(value.Span, key, out var dossier, out var fault), fault);
        return dossier.Revision;
    }
}
