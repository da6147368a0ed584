using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>What a refusal says to whoever recorded or imported the fact.</summary>
public static class RefusalTexts
{
    /// <summary>The text of a refusal.</summary>
    public static LocalText Of(RecordRefusal refusal) => refusal switch
    {
        RecordRefusal.IllegalTransition illegal => Of(illegal),
        RecordRefusal.CommitmentClosed closed => Of(closed),
        RecordRefusal.NotFound missing => new(
            $"该主体没有此编号的记录：{missing.Id}。", $"The subject has no {missing.Kind} {missing.Id}."),
        RecordRefusal.Taken taken => new(
            $"编号已被使用：{taken.Id}；编号在登记库中唯一。", $"The {taken.Kind} id {taken.Id} is taken: ids are unique in the registry."),
        RecordRefusal.RepairTooEarly early => Of(early.Limit),
        RecordRefusal.FourEyesRequired paired => new(
            $"名单类别{paired.ListKind}实行双人复核：该决定须由提出或受理申请的经办人以外的人员记录。",
            $"List kind {paired.ListKind} asks for four eyes: another operator than the one who proposed or filed must record the decision."),
        RecordRefusal.Unfit unfit => unfit.Message,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Every refusal has a text."),
    };

    /// <summary>The states into which the entry may move, by name; empty for none.</summary>
    public static string Allowed(RecordRefusal.IllegalTransition illegal) => string.Join(", ", illegal.Allowed.Select(EntryStateNames.Of));

    private static LocalText Of(RecordRefusal.CommitmentClosed closed)
    {
        var allowed = string.Join(", ", closed.Allowed);
        return new(
            $"承诺{closed.CommitmentId}的状态为{closed.State}，可记录：{(allowed.Length > 0 ? allowed : "无")}。",
            $"Commitment {closed.CommitmentId} is {closed.State}; what may follow: {(allowed.Length > 0 ? allowed : "nothing")}.");
    }

    private static LocalText Of(RepairLimit limit) => new(
        $"尚不能修复：依据{limit.Article}（{limit.Rule}），最早可于{limit.FirstDay:yyyy-MM-dd}申请。{limit.Why.Chinese}",
        $"Too early for repair: by {limit.Article} ({limit.Rule}) it may be applied for from {limit.FirstDay:yyyy-MM-dd}. {limit.Why.English}");

    private static LocalText Of(RecordRefusal.IllegalTransition illegal)
    {
        var (state, allowed) = (EntryStateNames.Of(illegal.State), Allowed(illegal));
        return new(
            $"条目{illegal.EntryId}的状态为{state}，可转入：{(allowed.Length > 0 ? allowed : "无")}。",
            $"Entry {illegal.EntryId} is {state}; it may move to {(allowed.Length > 0 ? allowed : "no other state")}.");
    }
}
