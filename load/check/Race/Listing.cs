using System.Globalization;
using Verify.Domain;

namespace Verify.Load.Check.Race;

/// <summary>A black listing with everything that one must say (QTX-10, JS-77).</summary>
internal static class Listing
{
    private const int TermYears = 2;

    public static V1.EntryListed Of(string entry)
    {
        var today = ChinaTime.DateOf(DateTimeOffset.UtcNow);
        return new V1.EntryListed
        {
            EntryId = entry,
            ListKind = "B-WORKSAFE",
            Recogniser = "金砂县应急管理局",
            DecisionDocument = entry,
            Reason = "发生较大生产安全事故，负有主要责任",
            LegalBasis = { "《安全生产严重失信主体名单管理办法》第八条" },
            MeasureHints = "在审批许可方面依法依规予以限制",
            RemovalConditions = "管理期限届满移出",
            RemovalProcedure = "向作出列入决定的部门提交申请",
            Remedies = "可自收到决定书之日起六十日内申请行政复议",
            StartOn = Day(today.AddDays(-1)),
            EndOn = Day(today.AddYears(TermYears)),
        };
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
