namespace Verify.Domain;

/// <summary>Colour of a list.</summary>
public enum Colour : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>红名单: trusted.</summary>
    Red = 1,
    /// <summary>严重失信主体名单: seriously dishonest.</summary>
    Black = 2,
    /// <summary>重点关注名单: to be watched; never bars (JS-80).</summary>
    Focus = 3,
    /// <summary>Recorded and shown, never punishing, because no law is filed for it (QTX-06).</summary>
    Reference = 4,
}

/// <summary>State of a list entry (rules 3.4).</summary>
public enum EntryState : byte
{
    /// <summary>Not recorded.</summary>
    None = 0,
    /// <summary>拟列入.</summary>
    Proposed = 1,
    /// <summary>已事先告知 (QTX-09).</summary>
    PreNotified = 2,
    /// <summary>Dropped before listing.</summary>
    Dropped = 3,
    /// <summary>已列入.</summary>
    Listed = 4,
    /// <summary>异议核实中, from acceptance to result.</summary>
    UnderObjection = 5,
    /// <summary>修复办理中.</summary>
    RepairPending = 6,
    /// <summary>Suspended by a court-approved reorganisation.</summary>
    Suspended = 7,
    /// <summary>已修复: neither shown nor counted.</summary>
    Repaired = 8,
    /// <summary>已届满.</summary>
    Expired = 9,
    /// <summary>已移出.</summary>
    Removed = 10,
    /// <summary>已更正: the corrected version is in force.</summary>
    Corrected = 11,
    /// <summary>已撤销: as if never listed (JS-72).</summary>
    Revoked = 12,
    /// <summary>Left the red list.</summary>
    Withdrawn = 13,
    /// <summary>Red, not applied while a black or focus entry is in force. Computed, never recorded.</summary>
    Suppressed = 14,
}

/// <summary>How grave conduct was; the three classes of 国办发〔2025〕22号.</summary>
public enum Severity : byte
{
    /// <summary>Not said: counts as general.</summary>
    None = 0,
    /// <summary>轻微: does not count as a bad record (rules 3.10 A3).</summary>
    Minor = 1,
    /// <summary>一般.</summary>
    General = 2,
    /// <summary>严重.</summary>
    Serious = 3,
}

/// <summary>Why conduct is treated leniently (QTX-20, HT-14).</summary>
public enum Leniency : byte
{
    /// <summary>It is not.</summary>
    None = 0,
    /// <summary>不可抗力.</summary>
    ForceMajeure = 1,
    /// <summary>非主观故意.</summary>
    Unintended = 2,
    /// <summary>轻微.</summary>
    Slight = 3,
    /// <summary>未成年时的行为.</summary>
    MinorAge = 4,
    /// <summary>主动纠正.</summary>
    SelfCorrected = 5,
}

/// <summary>What part a related person plays.</summary>
public enum Role : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>法定代表人.</summary>
    LegalRep = 1,
    /// <summary>主要负责人.</summary>
    Principal = 2,
    /// <summary>实际控制人.</summary>
    ActualController = 3,
    /// <summary>直接责任人员.</summary>
    DirectlyLiable = 4,
    /// <summary>负有直接责任的注册执业人员.</summary>
    DirectlyLiablePractitioner = 5,
    /// <summary>高级管理人员.</summary>
    SeniorManager = 6,
    /// <summary>负有直接责任的董事.</summary>
    LiableDirector = 7,
    /// <summary>负有直接责任的股东.</summary>
    LiableShareholder = 8,
    /// <summary>股东.</summary>
    Shareholder = 9,
    /// <summary>代理人.</summary>
    Agent = 10,
}

/// <summary>The four kinds of credit commitment (FJ-01).</summary>
public enum CommitmentType : byte
{
    /// <summary>Not said.</summary>
    None = 0,
    /// <summary>主动型.</summary>
    Proactive = 1,
    /// <summary>审批替代型.</summary>
    ApprovalSubstituting = 2,
    /// <summary>信用修复型.</summary>
    CreditRepair = 3,
    /// <summary>行业自律型.</summary>
    IndustrySelfDiscipline = 4,
}

/// <summary>Kinds of penalty that the rules tell apart.</summary>
public enum PenaltyType : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>警告.</summary>
    Warning = 1,
    /// <summary>通报批评.</summary>
    Criticism = 2,
    /// <summary>罚款.</summary>
    Fine = 3,
    /// <summary>没收.</summary>
    Confiscation = 4,
    /// <summary>责令停产停业.</summary>
    StopBusiness = 5,
    /// <summary>暂扣许可证件.</summary>
    SuspendLicence = 6,
    /// <summary>吊销许可证件.</summary>
    RevokeLicence = 7,
    /// <summary>限制从业.</summary>
    OccupationalLimit = 8,
    /// <summary>行政拘留.</summary>
    Detention = 9,
    /// <summary>刑事处罚.</summary>
    Criminal = 10,
    /// <summary>其他.</summary>
    Other = 11,
}

/// <summary>Grade of the public comprehensive evaluation, best first.</summary>
public enum Grade : byte
{
    /// <summary>Ungraded.</summary>
    None = 0,
    /// <summary>优.</summary>
    Excellent = 1,
    /// <summary>良.</summary>
    Good = 2,
    /// <summary>中.</summary>
    Fair = 3,
    /// <summary>差.</summary>
    Poor = 4,
}

/// <summary>How an objection ended.</summary>
public enum ObjectionOutcome : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Revoked, as if never listed.</summary>
    UpheldRevoked = 1,
    /// <summary>Corrected.</summary>
    UpheldCorrected = 2,
    /// <summary>The entry stands.</summary>
    Rejected = 3,
}

/// <summary>Kinds of interview (FJ-16).</summary>
public enum InterviewKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>提示约谈.</summary>
    Remind = 1,
    /// <summary>警示约谈.</summary>
    Warn = 2,
}

/// <summary>The six ways of repair (JS-98).</summary>
public enum RepairStep : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>作出信用承诺.</summary>
    Commitment = 1,
    /// <summary>完成信用整改.</summary>
    Rectification = 2,
    /// <summary>通过信用核查.</summary>
    Verification = 3,
    /// <summary>接受专题培训.</summary>
    Training = 4,
    /// <summary>提交信用报告.</summary>
    CreditReport = 5,
    /// <summary>参加公益慈善活动.</summary>
    PublicWelfare = 6,
}

/// <summary>Kinds of administrative act that are made public: permit, penalty and the eight others of JS-62.</summary>
public enum ActKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>行政许可.</summary>
    Permit = 1,
    /// <summary>行政处罚.</summary>
    Penalty = 2,
    /// <summary>行政强制.</summary>
    Coercion = 3,
    /// <summary>行政确认.</summary>
    Confirmation = 4,
    /// <summary>行政征收.</summary>
    Levy = 5,
    /// <summary>行政给付.</summary>
    Payment = 6,
    /// <summary>行政裁决.</summary>
    Adjudication = 7,
    /// <summary>行政补偿.</summary>
    Compensation = 8,
    /// <summary>行政奖励.</summary>
    Reward = 9,
    /// <summary>行政监督检查.</summary>
    Inspection = 10,
}
