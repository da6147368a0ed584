using Verify.Domain;

namespace Verify.Load.Memory;

/// <summary>Invented subjects of one county, each with a code, a name and an officer of its own, told by number.</summary>
internal static class Subjects
{
    private const string Trades = "酒业食品建筑运输农资物流商贸矿产电力旅游";
    private const string Letters = "金沙安底岩孔清池柳塘平坝西洛后山源村高坪化觉茶园木孔长坝";

    private static readonly DateTimeOffset Day = ChinaTime.StartOf(new DateOnly(2024, 5, 6));

    public static SubjectKey Key(int number) => new($"U:91520523{number:D10}");

    /// <summary>In the base registry, and nothing else known.</summary>
    public static Dossier Clean(int number) => Of(number, [Registered(number)]);

    /// <summary>The same with three entries of other lists, two of them by one department, with the usual texts.</summary>
    public static Dossier WithThreeEntries(int number) => Of(number,
    [
        Registered(number),
        Listed(number, 1, "B-WAGE", "人力资源和社会保障局", "保障农民工工资支付条例 第四十八条", "限制参加政府采购、招标投标"),
        Listed(number, 2, "F-WAGE", "人力资源和社会保障局", "保障农民工工资支付条例 第四十八条", "提高检查频次"),
        Listed(number, 3, "B-TAX-MAJOR", "国家税务总局金沙县税务局", "重大税收违法失信主体信息公布管理办法 第六条", "不适用告知承诺制"),
    ]);

    private static Dossier Of(int number, (string Document, Fact Fact)[] facts) => Dossier.Fold(Key(number), 20_000_000, facts.Select(
        (told, index) => new RecordedFact(
            10_000_000 + (number * 4L) + index,
            Key(number),
            Day.AddDays(index * 30),
            Day.AddDays(index * 30).AddTicks(361_234_567_891 + number),
            new Recorder(index == 3 ? "520523TAX" : "520523RS", $"op-{number % 50}"),
            told.Document,
            told.Fact)));

    private static (string, Fact) Registered(int number)
    {
        var trade = number % (Trades.Length / 2) * 2;
        var name = $"金沙县{Letters[number % 31 % Letters.Length]}{Letters[number / 31 % Letters.Length]}{Trades.AsSpan(trade, 2)}有限责任公司";
        return ("", new SubjectRegistered(name, new DateOnly(2010, 1, 1).AddDays(number % 5_000), [], [], "91"));
    }

    private static (string, Fact) Listed(int number, int index, string kind, string recogniser, string basis, string hints)
    {
        var document = $"金执监列字〔2024〕{number}-{index}号";
        return (document, new EntryListed($"E-2024-{number:D7}-{index}")
        {
            ListKind = kind,
            Recogniser = recogniser,
            DecisionDocument = document,
            Reason = $"拖欠{number % 90 + 2}名职工工资共计{number % 700 * 1_000 + 9_000}元，责令限期支付后仍不支付",
            LegalBasis = [basis],
            MeasureHints = hints,
            RemovalConditions = "履行义务并满一年",
            RemovalProcedure = "向列入机关申请",
            Remedies = "六十日内可申请行政复议",
            OccurredOn = new DateOnly(2024, 1, 15),
            DecidedOn = new DateOnly(2024, 4, 20),
            StartOn = new DateOnly(2024, 5, 1),
            EndOn = new DateOnly(2027, 4, 30),
            Severity = Severity.Serious,
            Scope = "520523",
        });
    }
}
