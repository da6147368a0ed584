using Verify.Domain;

namespace Verify.Audit;

/// <summary>
/// How long checks are kept, by class, section <c>Verify:Register:Retention</c>, in months from the day of the check; 0 keeps for ever.
/// Three years is what the rules on giving personal data to others ask for; logs must be kept for half a year at the least
/// (Cybersecurity Law, art. 21). What is still owed or disputed is kept beyond it.
/// </summary>
public sealed class RetentionOptions
{
    private const int MonthsMin = 6;
    private const int MonthsMax = 1_200;

    /// <summary>Answers about organisations.</summary>
    public int AnswerMonths { get; set; } = 36;

    /// <summary>Answers to questions that name a person.</summary>
    public int PersonMonths { get; set; } = 36;

    /// <summary>Questions that were refused.</summary>
    public int RefusalMonths { get; set; } = 36;

    /// <summary>The rule as it is written beside what was removed under it.</summary>
    public string Rule => $"months: answers {AnswerMonths}, persons {PersonMonths}, refusals {RefusalMonths}";

    /// <summary>Whether anything is ever removed.</summary>
    public bool IsAnythingRemoved => AnswerMonths > 0 || PersonMonths > 0 || RefusalMonths > 0;

    /// <summary>Whether the time of keeping a check is over.</summary>
    /// <param name="check">The check.</param>
    /// <param name="today">The calendar date in China.</param>
    public bool IsOver(CheckRecord check, DateOnly today) =>
        MonthsOf(check) is > 0 and var months && ChinaTime.DateOf(check.EvaluatedAt) < today.AddMonths(-months);

    /// <summary>The first day of which no check is removed yet; null where none ever is.</summary>
    /// <param name="today">The calendar date in China.</param>
    public DateOnly? KeptFrom(DateOnly today) => IsAnythingRemoved
        ? today.AddMonths(-((int[])[AnswerMonths, PersonMonths, RefusalMonths]).Where(static months => months > 0).Min())
        : null;

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults() =>
        from option in ((string Name, int Months)[])[(nameof(AnswerMonths), AnswerMonths), (nameof(PersonMonths), PersonMonths), (nameof(RefusalMonths), RefusalMonths)]
        where option.Months is not 0 and (< MonthsMin or > MonthsMax)
        select $"Verify:Register:Retention:{option.Name}: 0, or between {MonthsMin} and {MonthsMax:N0}.";

    private int MonthsOf(CheckRecord check) =>
        check.Refusal.Length > 0 ? RefusalMonths
        : check.Subject is { IsPerson: true } || check.OtherSubjects.Any(static other => other.Key.IsPerson) ? PersonMonths
        : AnswerMonths;
}
