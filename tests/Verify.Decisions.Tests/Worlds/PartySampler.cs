using System.Collections.Immutable;
using Verify.Decisions;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>Draws somebody: registered or not, listed or not, punished, committed, graded.</summary>
internal sealed class PartySampler(Dice dice, DateOnly today)
{
    private static readonly string[] KindCodes = [.. WorldCatalogue.Kinds.Select(static kind => kind.Code), WorldCatalogue.UnknownKind];

    private readonly Moment _moment = new(dice, today);

    public Party Person(string name, int mostEntries) =>
        Draw(new SubjectKey("P:" + name), dice.Chance(90) ? BirthDate() : null, mostEntries);

    public Party Organisation(string name, int mostEntries)
    {
        var old = dice.Chance(5);
        var key = new SubjectKey(old ? "O:" + name : dice.Pick("U:91", "U:11", "U:12") + name);
        return Draw(key, null, mostEntries) with
        {
            Resolution = old ? Resolution.AliasUnresolved : dice.Chance(5) ? Resolution.PilotNonconforming : Resolution.Direct,
        };
    }

    private Party Draw(SubjectKey key, DateOnly? birthDate, int mostEntries)
    {
        var histories = ImmutableArray.CreateBuilder<ImmutableArray<RecordedFact>>();
        if (dice.Chance(92))
            histories.Add(Registration(key));
        var entries = new EntrySampler(dice, today, key.IsPerson);
        for (var i = dice.Between(0, mostEntries); i > 0; i--)
            histories.Add(entries.Draw(key, $"{key.Value}-{i}", dice.Pick(KindCodes)));
        if (dice.Chance(15))
            histories.Add(Penalty(key, "penalty"));
        if (dice.Chance(15))
            histories.Add(Commitment(key, "commitment"));
        for (var i = dice.Chance(30) ? dice.Between(1, 3) : 0; i > 0; i--)
            histories.Add(Grade(key));
        return new Party(key, birthDate, histories.ToImmutable()) { GivenName = GivenName() };
    }

    private DateOnly BirthDate() => dice.Below(5) switch
    {
        0 => today.AddYears(-18).AddDays(dice.Between(-1, 1)),
        1 => today.AddYears(-21).AddDays(dice.Between(-1, 1)),
        2 => new DateOnly(2008, 2, 29),
        3 => today.AddYears(-dice.Between(1, 17)),
        _ => new DateOnly(1980, 5, 20),
    };

    private ImmutableArray<RecordedFact> Registration(SubjectKey key)
    {
        var longAgo = ChinaTime.StartOf(new DateOnly(2000, 1, 1));
        var first = new SubjectRegistered("金沙酒业（集团）", Established(), [], ["金沙 酒厂"], dice.Chance(20) ? dice.Pick("11", "91") : null);
        var second = first with { EstablishedOn = Established(), SubjectClass = null };
        return dice.Chance(80)
            ? [Recorded.At(key, longAgo, first)]
            : [Recorded.At(key, longAgo, first), Recorded.At(key, longAgo.AddYears(2), second)];
    }

    private DateOnly? Established() => dice.Chance(50) ? new DateOnly(2001, 1, 1) : dice.Chance(15) ? null : _moment.PastDay();

    private string? GivenName() => dice.Chance(70)
        ? null
        : dice.Pick("金沙酒业（集团）", " 金沙酒业(集团) ", "金沙酒业【集团】", "金沙酒厂", "金沙酱业", " ");

    private ImmutableArray<RecordedFact> Penalty(SubjectKey key, string id)
    {
        var decided = dice.Chance(3) ? DateOnly.MaxValue : _moment.Day();
        var at = _moment.InstantOn(_moment.PastDay());
        PenaltyRecorded penalty = new(
            id,
            [dice.Pick(PenaltyType.Warning, PenaltyType.Fine, PenaltyType.StopBusiness, PenaltyType.Criminal, PenaltyType.RevokeLicence)],
            dice.Pick(0, 1_999_999, 2_000_000),
            dice.Chance(10) ? new DateOnly(2022, 2, dice.Between(7, 8)) : decided,
            dice.Pick(Severity.None, Severity.Minor, Severity.General, Severity.Serious),
            "",
            "");
        var imposed = Recorded.At(key, at, penalty);
        return dice.Below(3) switch
        {
            0 => [imposed],
            1 => [imposed, Recorded.At(key, at, new PenaltyRepairFiled(id))],
            _ => [imposed, Recorded.At(key, at.AddDays(dice.Between(0, 300)), new PenaltyRepairDecided(id, dice.Chance(70), ""))],
        };
    }

    private ImmutableArray<RecordedFact> Commitment(SubjectKey key, string id)
    {
        var at = _moment.InstantOn(_moment.PastDay());
        var next = at.AddDays(dice.Between(0, 200));
        var made = Recorded.At(key, at, new CommitmentMade(id, CommitmentType.Proactive, "", "", _moment.Day()));
        var breached = Recorded.At(key, next, new CommitmentBreached(id, _moment.Day()));
        return dice.Below(5) switch
        {
            0 => [made],
            1 => [made, Recorded.At(key, next, new CommitmentFulfilled(id))],
            2 => [made, Recorded.At(key, next, new CommitmentExtended(id, _moment.Day()))],
            3 => [made, breached],
            _ => [made, breached, Recorded.At(key, next.AddDays(dice.Between(0, 200)), new CommitmentCured(id))],
        };
    }

    private ImmutableArray<RecordedFact> Grade(SubjectKey key) =>
    [
        Recorded.At(key, _moment.InstantOn(_moment.Day()), new GradeRecorded(
            dice.Pick("NATION", "PROVINCE"),
            dice.Pick(Domain.Grade.Excellent, Domain.Grade.Good, Domain.Grade.Fair, Domain.Grade.Poor),
            _moment.Day())),
    ];
}
