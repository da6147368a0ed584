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
        RecordRefusal.NotFound missing => new(
            $"该主体没有此编号的记录：{missing.Id}。", $"The subject has no {missing.Kind} {missing.Id}."),
        RecordRefusal.Taken taken => new(
            $"编号已被使用：{taken.Id}；编号在登记库中唯一。", $"The {taken.Kind} id {taken.Id} is taken: ids are unique in the registry."),
        RecordRefusal.Unfit unfit => unfit.Message,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Every refusal has a text."),
    };

    /// <summary>The states into which the entry may move, by name; empty for none.</summary>
    public static string Allowed(RecordRefusal.IllegalTransition illegal) => string.Join(", ", illegal.Allowed.Select(EntryStateNames.Of));

    private static LocalText Of(RecordRefusal.IllegalTransition illegal)
    {
        var (state, allowed) = (EntryStateNames.Of(illegal.State), Allowed(illegal));
        return new(
            $"条目{illegal.EntryId}的状态为{state}，可转入：{(allowed.Length > 0 ? allowed : "无")}。",
            $"Entry {illegal.EntryId} is {state}; it may move to {(allowed.Length > 0 ? allowed : "no other state")}.");
    }
}
