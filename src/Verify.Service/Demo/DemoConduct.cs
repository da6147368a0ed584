using System.Collections.Immutable;

namespace Verify.Demo;

/// <summary>Gives the county its good and bad records.</summary>
internal static class DemoConduct
{
    // Per county of 20,000 organisations. Debtors by JS-03.
    private const int DebtorOrganisations = 269;
    private const int DebtorPersons = 837;

    private static readonly ImmutableArray<(DemoList List, int Count)> Black =
    [
        (DemoList.Wage, 7), (DemoList.TaxMajor, 4), (DemoList.WorkSafety, 3), (DemoList.Statistics, 3), (DemoList.Enterprise, 5),
        (DemoList.ProcurementBan, 2),
    ];

    // No law is filed for it in the default catalogue, so it is for reference only (QTX-06).
    private static readonly ImmutableArray<(DemoList List, int Count)> Reference = [(DemoList.Environment, 4)];

    private static readonly ImmutableArray<(DemoList List, int Count)> Focus = [(DemoList.Food, 120), (DemoList.Culture, 40)];
    private static readonly ImmutableArray<(DemoList List, int Count)> Red = [(DemoList.TaxA, 1_600), (DemoList.Model, 120), (DemoList.Customs, 6)];
    private const int Expired = 60;
    private const int Repaired = 30;
    private const int Penalised = 1_250;

    private static readonly ImmutableArray<DemoOffence> Offences =
    [
        new("金砂县市场监督管理局", "金砂市监罚", "经营标签不符合规定的食品", "警告;罚款"),
        new("金砂县市场监督管理局", "金砂市监罚", "经营超过保质期的食品", "没收违法所得;罚款"),
        new("毕节市生态环境局金砂分局", "毕环金罚", "未按规定设置危险废物识别标志", "罚款"),
        new("金砂县应急管理局", "金砂应急罚", "未如实记录安全生产教育和培训情况", "罚款"),
        new("金砂县消防救援大队", "金砂消行罚", "消防设施、器材配置不符合标准", "罚款"),
        new("金砂县交通运输局", "金砂交罚", "超限运输", "警告"),
        new("金砂县卫生健康局", "金砂卫罚", "未取得卫生许可证从事公共场所经营", "警告;罚款"),
    ];

    public static void Record(DemoWorld world, DemoRandom random, DateOnly today)
    {
        var scale = world.Organisations.Count / (double)DemoCounty.DefaultOrganisations;
        var strangers = world.Organisations.Skip(DemoCast.Size).ToArray();
        random.Shuffle(strangers);
        // Nobody is in two places by chance: each list takes the next ones.
        var enterprises = new Queue<DemoOrganisation>(strangers.Where(static who => who.Class == "91"));
        var traders = new Queue<DemoOrganisation>(strangers.Where(static who => who.Class is "92" or "93"));

        ListAll(Black, traders: false, (list, who) => new DemoEntry(who, list, Ago(Days(list) - 30)));
        ListAll(Reference, traders: false, (list, who) => new DemoEntry(who, list, Ago(Days(list) - 30)));
        ListAll(Focus, traders: true, (list, who) => new DemoEntry(who, list, Ago(Days(list) - 30)));
        ListAll([(DemoList.WorkSafety, Expired / 2), (DemoList.Statistics, Expired / 2)], traders: false, (list, who) =>
            new DemoEntry(who, list, today.AddMonths(-list.TermMonths).AddDays(-random.Between(1, 1_400))));
        ListAll([(DemoList.WorkSafety, Repaired)], traders: false, (list, who) =>
            new DemoEntry(who, list, Ago(300).AddDays(-600)) { Repaired = Ago(180) });
        ListAll(Red, traders: false, (list, who) =>
            new DemoEntry(who, list, list == DemoList.TaxA ? new DateOnly(today.Year, 1, 1) : Ago(Days(list) - 30)));
        Owe();
        Penalise();

        void ListAll(ImmutableArray<(DemoList List, int Count)> lists, bool traders, Func<DemoList, DemoOrganisation, DemoEntry> list)
        {
            foreach (var (kind, count) in lists)
            {
                for (var i = 0; i < Scaled(count); i++)
                    world.Entries.Add(list(kind, Next(traders && random.Permille(800))));
            }
        }

        void Owe()
        {
            for (var i = world.Debtors.Count(static debtor => debtor.Uscc is not null); i < Scaled(DebtorOrganisations); i++)
            {
                var who = Next(trader: random.Permille(400));
                world.Debtors.Add(new DemoDebtor(who.Name, who.OrganisationCode, who.Code, Ago(700)));
            }

            for (var i = world.Debtors.Count(static debtor => debtor.Uscc is null); i < Scaled(DebtorPersons); i++)
                world.Debtors.Add(new DemoDebtor(DemoNames.Person(random), DemoPeople.Number(random, i), Uscc: null, Ago(700)));
        }

        void Penalise()
        {
            for (var i = 0; i < Scaled(Penalised); i++)
            {
                var who = Next(trader: random.Permille(700));
                for (var times = random.Permille(150) ? 2 : 1; times > 0; times--)
                    world.Penalties.Add(Penalty(who));
            }
        }

        DemoPenalty Penalty(DemoOrganisation who)
        {
            var offence = random.Pick(Offences);
            var fine = offence.Classes.Contains("罚款", StringComparison.Ordinal) ? random.Between(1, 60) * 0.1m : 0;
            var decided = Ago(1_500);
            var oldEnough = decided.AddMonths(6) < today;
            return new DemoPenalty(who, offence, fine, decided)
            {
                Published = decided.AddDays(5) < today ? decided.AddDays(5) : null,
                Repaired = oldEnough && random.Permille(300) ? decided.AddMonths(4).AddDays(random.Below(60)) : null,
            };
        }

        int Scaled(int count) => Math.Max(1, (int)Math.Round(count * scale));
        DateOnly Ago(int daysMax) => today.AddDays(-1 - random.Below(daysMax));
        DemoOrganisation Next(bool trader) => (trader ? traders : enterprises).Dequeue();
    }

    private static int Days(DemoList list) => list.TermMonths * 30;
}
