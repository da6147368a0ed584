using Grpc.Core;

namespace Verify.Client.Calls;

/// <summary>What a method allows.</summary>
/// <param name="IsRepeatable">
/// Whether it may be sent again though it may have been carried out. Reads may. A check may: it is a read, and what the register then holds
/// twice was asked twice. <c>Record</c> and <c>ReportOutcome</c> may, since each has a request id. A publication of a catalogue may not.
/// </param>
/// <param name="IsQuick">Whether silence for <see cref="VerifyClientOptions.AttemptTimeout"/> says something about the address.</param>
/// <param name="IsTimed">Whether <see cref="VerifyClientOptions.CallTimeout"/> applies; reading the whole register takes as long as it takes.</param>
internal readonly record struct CallPlan(bool IsRepeatable, bool IsQuick, bool IsTimed)
{
    public static CallPlan Of(IMethod method) => new(
        IsRepeatable: method.Name is not "PublishCatalog",
        IsQuick: method.Name is "Check" or "GetMatter" or "GetReceipt",
        IsTimed: method.Name is not "VerifyLog");
}
