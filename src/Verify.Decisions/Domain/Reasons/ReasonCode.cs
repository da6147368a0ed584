namespace Verify.Domain;

/// <summary>
/// Why an answer is as it is. The order is a contract: it is the order in which the rules are applied (rules 3.5), of
/// <c>reason_code.proto</c>, of the reference documentation and of the test table. Texts are in <see cref="ReasonTexts"/>.
/// </summary>
public enum ReasonCode : byte
{
    /// <summary>Never in an answer.</summary>
    None = 0,

    /// <summary>R1. The code fails its outer check but is a registered pilot-era code.</summary>
    PilotNonconforming = 1,

    /// <summary>R2. The code could not be resolved to a unified social credit code; verify by hand.</summary>
    AliasUnresolved = 2,

    /// <summary>R2. The subject is not in the base registry; incentives are not available.</summary>
    SubjectUnknown = 3,

    /// <summary>R2. The name given differs from the registered one; compare them.</summary>
    NameMismatch = 4,

    /// <summary>R4. A list without a filed law: for reference only, never punishing.</summary>
    ReferenceOnly = 5,

    /// <summary>R4. An objection has been filed and not yet accepted; measures stay.</summary>
    ObjectionFiled = 6,

    /// <summary>R4. Repair has been applied for; measures stay until the decision.</summary>
    RepairPending = 7,

    /// <summary>R4. Measures are suspended by a court-approved reorganisation.</summary>
    Suspended = 8,

    /// <summary>R5. A minor is protected; punitive records are not disclosed.</summary>
    MinorProtected = 9,

    /// <summary>R5. Treated leniently; measures are capped.</summary>
    LeniencyApplied = 10,

    /// <summary>R6. A list of another region: information only.</summary>
    OutOfScope = 11,

    /// <summary>R7. A nationally pushed entry that is not yet verified here.</summary>
    VerificationPending = 12,

    /// <summary>R8. Measures are suspended while the objection is verified.</summary>
    UnderObjection = 13,

    /// <summary>R9. A related person stands on a list: for attention only.</summary>
    RelatedAdvisory = 14,

    /// <summary>R10. A law orders a bar for this matter.</summary>
    BarMandatory = 15,

    /// <summary>R10. A bar is recommended; examine with care.</summary>
    BarRecommended = 16,

    /// <summary>R10. Examine more strictly.</summary>
    Limit = 17,

    /// <summary>R12. On a red list and on a black or focus list at once; the red list is not applied.</summary>
    RedConflict = 18,

    /// <summary>R13. On a red list.</summary>
    Red = 19,

    /// <summary>R13. Three consecutive years without a bad record.</summary>
    Clean3Y = 20,

    /// <summary>R13. Good grade of the public comprehensive evaluation.</summary>
    GradeGood = 21,

    /// <summary>R13. This matter has no green channel.</summary>
    MatterWithoutGreenChannel = 22,

    /// <summary>R13. The region offers no such incentive.</summary>
    ProfileOff = 23,

    /// <summary>R13. The region offers this to red-listed subjects only.</summary>
    ProfileRedOnly = 24,

    /// <summary>R13. On a black list.</summary>
    Black = 25,

    /// <summary>R13. On a focus list.</summary>
    Focus = 26,

    /// <summary>R13. A commitment was broken and not cured.</summary>
    CommitmentBreached = 27,

    /// <summary>R13. A commitment is overdue.</summary>
    CommitmentOverdue = 28,

    /// <summary>R13. A record is being verified; the result is open.</summary>
    RecordPending = 29,

    /// <summary>R13. Established (or of age) for less than three years.</summary>
    HistoryTooShort = 30,

    /// <summary>R13. A bad record within three years.</summary>
    RecordInWindow = 31,

    /// <summary>R13. The grade is below good.</summary>
    GradeNotGood = 32,

    /// <summary>R13. This matter is excluded from deferred acceptance.</summary>
    MatterExcluded = 33,

    /// <summary>R13. Nothing is missing.</summary>
    NothingMissing = 34,

    /// <summary>R13. A material that the law demands is missing and cannot be deferred.</summary>
    StatutoryMaterial = 35,

    /// <summary>R13. A main material is missing and cannot be deferred.</summary>
    MainMaterial = 36,

    /// <summary>R13. Open as soon as a signed commitment is given.</summary>
    CommitmentNeeded = 37,

    /// <summary>R13. The promised date has already passed.</summary>
    DueInPast = 38,

    /// <summary>R13. The promised date is later than allowed.</summary>
    DueTooLate = 39,

    /// <summary>R13. A signed commitment has been given.</summary>
    CommitmentSigned = 40,

    /// <summary>R13. This matter is not on the commitment list.</summary>
    MatterNotOnCommitmentList = 41,

    /// <summary>R13. Materials are missing.</summary>
    MaterialMissing = 42,

    /// <summary>R14. A major illegal record within three years.</summary>
    MajorViolation3Y = 43,

    /// <summary>R14. A major illegal record within three years that has been repaired; judge by hand.</summary>
    MajorViolationRepaired = 44,

    /// <summary>R14. A source that this matter needs has not been heard from; verify by hand.</summary>
    SourceStale = 45,

    /// <summary>R14. One member decides for the whole consortium.</summary>
    MemberDecides = 46,

    /// <summary>R14. It cannot be proven at the moment that the record on file still stands; verify by hand.</summary>
    FreshnessUnproven = 47,
}
