using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>Reasons against a row of a penalty.</summary>
internal static class PenaltyTexts
{
    public static readonly LocalText NotMoney = new("不是以万元为单位的金额", "is not an amount in 10,000 yuan");

    public static readonly LocalText NotInForce = new(
        "不是0（正常）：已撤销或有异议的处罚不导入",
        "is not 0 (in force): a penalty that is revoked or disputed is not imported");
}
