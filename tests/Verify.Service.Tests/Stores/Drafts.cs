using System.Security.Cryptography;
using System.Text;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>Drafts, and the two judges that the tests need.</summary>
public static class Drafts
{
    public static readonly DateTimeOffset OccurredAt = new(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static readonly SubjectCode A = Organisation("91520523MA6HQ0013R");
    public static readonly SubjectCode B = Organisation("91442000MA6HQ0021T");

    public static SubjectKey KeyOfA => SubjectKey.OfOrganisation(A);
    public static SubjectKey KeyOfB => SubjectKey.OfOrganisation(B);

    public static SubjectCode Organisation(string uscc) => new(CodeType.UnifiedSocialCreditCode, uscc);

    /// <summary>A draft whose body is its fact; the request id, where not given, is as good as unique.</summary>
    public static FactDraft Of(SubjectCode subject, Fact fact, string? requestId = null) => new(
        requestId ?? Guid.NewGuid().ToString(),
        SHA256.HashData([.. Encoding.UTF8.GetBytes(subject.Value), .. FactCodec.Encode(fact)]),
        TestKeys.Subjects.KeyOf(subject),
        OccurredAt,
        new Recorder("520523RS", "op-1"),
        "人社监列字〔2026〕1号",
        fact,
        [TestKeys.Subjects.IdentityOf(subject)]);

    public static EntryListed Listed(string entryId) => new(entryId)
    {
        ListKind = "B-WAGE",
        Reason = "拖欠农民工工资",
        LegalBasis = ["条例 第四十八条"],
        StartOn = new DateOnly(2026, 6, 1),
        EndOn = new DateOnly(2029, 5, 31),
    };

    public static SubjectRegistered Registered(params SubjectCode[] aliases) =>
        new("某公司", new DateOnly(2015, 1, 1), [.. aliases], [], "91");

    public static GradeRecorded Grade(int day = 1) => new("NATIONAL", Domain.Grade.Good, new DateOnly(2026, 1, day));

    public static RecordRefusal? AdmitAll(Dossier dossier, FactDraft draft) => null;

    /// <summary>Holds entries to their state machine.</summary>
    public static RecordRefusal? AdmitMoves(Dossier dossier, FactDraft draft)
    {
        if (draft.Fact is not EntryFact fact)
            return null;
        var state = dossier.Entries.FirstOrDefault(entry => entry.Id == fact.EntryId)?.At(DateTimeOffset.MaxValue).State ?? EntryState.None;
        return EntryMachine.Allows(state, fact, red: false)
            ? null
            : new RecordRefusal.IllegalTransition(fact.EntryId, state, EntryMachine.AllowedFrom(state, red: false));
    }
}
