using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// What the words of <c>CF_CFLB</c> mean, and how grave a penalty is by the three classes of 国办发〔2025〕22号:
/// <list type="table">
/// <item><term>serious</term><description>a fine of 2,000,000 yuan or more (财库〔2022〕3号), a licence revoked, an order to stop
/// business, a limit on occupation, detention, a criminal penalty</description></item>
/// <item><term>minor</term><description>nothing but warnings, criticism and a fine that the simple procedure may impose
/// (行政处罚法 art. 51: 200 yuan for a person, 3,000 for an organisation)</description></item>
/// <item><term>general</term><description>everything else: larger fines, confiscation, a licence suspended</description></item>
/// </list>
/// </summary>
internal static class PenaltyClasses
{
    private const long HugeFineYuan = 2_000_000;
    private const long SimpleFineYuan = 3_000;
    private const long SimpleFineForPersonYuan = 200;

    // The first that a text contains: of "暂扣或吊销", which the old set names together, the milder one is what is proven.
    private static readonly ImmutableArray<(string Word, PenaltyType Type)> Words =
    [
        ("警告", PenaltyType.Warning),
        ("通报批评", PenaltyType.Criticism),
        ("罚款", PenaltyType.Fine),
        ("没收", PenaltyType.Confiscation),
        ("停产", PenaltyType.StopBusiness),
        ("停业", PenaltyType.StopBusiness),
        ("关闭", PenaltyType.StopBusiness),
        ("暂扣", PenaltyType.SuspendLicence),
        ("吊销", PenaltyType.RevokeLicence),
        ("限制从业", PenaltyType.OccupationalLimit),
        ("禁止从业", PenaltyType.OccupationalLimit),
        ("拘留", PenaltyType.Detention),
        ("刑", PenaltyType.Criminal),
    ];

    private static readonly ImmutableArray<PenaltyType> Serious =
    [
        PenaltyType.RevokeLicence, PenaltyType.StopBusiness, PenaltyType.OccupationalLimit, PenaltyType.Detention, PenaltyType.Criminal,
    ];

    private static readonly ImmutableArray<PenaltyType> Simple = [PenaltyType.Warning, PenaltyType.Criticism, PenaltyType.Fine];

    public static PenaltyType TypeOf(string text)
    {
        foreach (var (word, type) in Words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                return type;
        }

        return PenaltyType.Other;
    }

    public static Severity SeverityOf(ImmutableArray<PenaltyType> types, long fineYuan, bool isPerson)
    {
        if (fineYuan >= HugeFineYuan || types.Any(type => Serious.Contains(type)))
            return Severity.Serious;
        return types.All(type => Simple.Contains(type)) && fineYuan <= (isPerson ? SimpleFineForPersonYuan : SimpleFineYuan)
            ? Severity.Minor
            : Severity.General;
    }
}
