using Verify.Domain;

namespace Verify.Demo;

/// <summary>
/// The organisations by which the handbook explains the service, with the records that its worked examples give them. Those whose
/// examples begin before a listing or within an objection stand here as they were before.
/// </summary>
internal static class DemoCast
{
    /// <summary>How many there are.</summary>
    public const int Size = 14;

    private static readonly DateOnly Founded = new(2015, 1, 1);

    // The only person of the cast: legal representative of T, and a court debtor.
    private const string P1 = "520599198001010014";
    private const string P1Name = "陈志远";

    /// <summary>Puts the cast into the county.</summary>
    public static void Enter(DemoWorld world, DateOnly today)
    {
        var endsYesterday = today.AddMonths(-24);
        Join("91520523MA6HQ0013R", "金砂县瑞禾农业科技有限公司").List(DemoList.TaxA, new DateOnly(today.Year, 1, 1));
        Join("91520523MA6HQ00642", "金砂县恒信建材有限公司");
        Join("91520523MA6HQ0072W", "金砂县启航电子商务有限公司", today.AddMonths(-21));
        Join("91520523MA6HQ0080P", "金砂县佰润食品有限公司").List(DemoList.Statistics, today.AddYears(-6).AddDays(1));
        Join("91520523MA6HQ0099L", "金砂县众旺商贸有限公司").List(DemoList.Statistics, today.AddMonths(-16), repaired: today.AddDays(-26));
        Join("91520523MA6HQ01018", "金砂县宏达建筑工程有限公司").List(DemoList.Wage, today.AddMonths(-15));
        Join("91520523MA6HQ011X0", "金砂县黔源酒业有限公司")
            .List(DemoList.Customs, today.AddMonths(-20)).List(DemoList.WorkSafety, today.AddMonths(-7));
        Join("91520523MA6HQ01280", "金砂县竹溪食品有限公司")
            .List(DemoList.TaxA, new DateOnly(today.Year, 1, 1)).List(DemoList.Food, today.AddMonths(-3));
        Join("91520523MA6HQ0136T", "金砂县茶园餐饮管理有限公司").List(DemoList.Food, today.AddMonths(-2));
        Join("91520523MA6HQ0144M", "金砂县鑫隆煤业有限公司").List(DemoList.WorkSafety, today.AddMonths(-9));
        Join("91520523MA6HQ0152G", "金砂县锦川机械设备有限公司").List(DemoList.TaxMajor, today.AddMonths(-11)).Owe(today.AddMonths(-5));
        Join("91520523MA6HQ0160B", "金砂县德昌物流有限公司").Owe(endsYesterday);
        Join("91520523MA6HQ01798", "金砂县星辰文化传媒有限公司");
        Join("91520523MA6HQ01873", "金砂县嘉和装饰工程有限公司", representative: P1Name, number: P1);
        world.Debtors.Add(new DemoDebtor(P1Name, P1, Uscc: null, today.AddMonths(-8)));

        Member Join(string code, string name, DateOnly? established = null, string representative = "李明", string number = "")
        {
            var organisation = new DemoOrganisation(code, name, established ?? Founded, representative) { RepresentativeNumber = number };
            world.Organisations.Add(organisation);
            return new Member(world, organisation);
        }
    }

    /// <summary>What to try first.</summary>
    public static IReadOnlyList<DemoSample> Samples { get; } =
    [
        new("91520523MA6HQ0013R", "R-TAX-A", new LocalText("红名单：A级纳税人，可走绿色通道", "red list: grade A taxpayer, green channel")),
        new("91520523MA6HQ00642", "", new LocalText("成立以来无不良记录，符合连续三年条件", "clean since 2015: three consecutive years")),
        new("91520523MA6HQ01018", "B-WAGE", new LocalText("黑名单：拖欠农民工工资", "black list: wages owed to migrant workers")),
        new("91520523MA6HQ0152G", "B-COURT", new LocalText("黑名单：失信被执行人、重大税收违法", "black lists: court debtor, major tax violation")),
        new("91520523MA6HQ011X0", "B-WORKSAFE", new LocalText("既在红名单又在黑名单：以黑名单为准", "red and black at once: black wins")),
        new("91520523MA6HQ0136T", "F-FOODDRUG", new LocalText("重点关注名单：食品领域", "focus list: food")),
    ];

    private sealed record Member(DemoWorld World, DemoOrganisation Organisation)
    {
        public Member List(DemoList list, DateOnly start, DateOnly? repaired = null)
        {
            World.Entries.Add(new DemoEntry(Organisation, list, start) { Repaired = repaired });
            return this;
        }

        public void Owe(DateOnly published) => World.Debtors.Add(
            new DemoDebtor(Organisation.Name, Organisation.OrganisationCode, Organisation.Code, published));
    }
}
