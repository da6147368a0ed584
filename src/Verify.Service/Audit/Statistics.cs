using Verify.Domain;

namespace Verify.Audit;

/// <summary>What happened in one month, counted in three ways that share department and matter.</summary>
/// <param name="Checks">Checks evaluated in the month.</param>
/// <param name="Measures">What those checks advised and what became of it by now.</param>
/// <param name="Closings">Cases of must-check matters closed in the month.</param>
public sealed record MonthStatistics(
    IReadOnlyList<CheckCount> Checks, IReadOnlyList<MeasureCount> Measures, IReadOnlyList<ClosingCount> Closings);

/// <summary>Checks of a department and matter.</summary>
/// <param name="DepartmentCode">The department; empty for callers that are none.</param>
/// <param name="MatterCode">The matter, as asked; a refused question may name one that does not exist.</param>
/// <param name="Answers">Answers given.</param>
/// <param name="Refusals">Questions refused.</param>
/// <param name="Hits">Answers that rest on at least one entry.</param>
public sealed record CheckCount(string DepartmentCode, string MatterCode, long Answers, long Refusals, long Hits);

/// <summary>One measure, as advised by the checks of a department and matter.</summary>
/// <param name="DepartmentCode">The department.</param>
/// <param name="MatterCode">The matter.</param>
/// <param name="MeasureCode">The measure.</param>
/// <param name="Strength">Whether it was advised as mandatory or recommended.</param>
/// <param name="Advised">How often.</param>
/// <param name="FeedbackOwed">How often feedback was required.</param>
/// <param name="FeedbackGiven">Of those, how often it came.</param>
/// <param name="FeedbackOverdue">Of those, how often it did not and its last day is over.</param>
/// <param name="Executed">How often the last report says that it was carried out.</param>
/// <param name="NotExecuted">How often the last report says that it was not.</param>
public sealed record MeasureCount(
    string DepartmentCode,
    string MatterCode,
    string MeasureCode,
    MeasureStrength Strength,
    long Advised,
    long FeedbackOwed,
    long FeedbackGiven,
    long FeedbackOverdue,
    long Executed,
    long NotExecuted);

/// <summary>Closed cases of a must-check matter.</summary>
/// <param name="DepartmentCode">The department.</param>
/// <param name="MatterCode">The matter.</param>
/// <param name="WithCheck">Cases that had been checked.</param>
/// <param name="WithoutCheck">Cases that had not (ZS-46).</param>
public sealed record ClosingCount(string DepartmentCode, string MatterCode, long WithCheck, long WithoutCheck);

/// <summary>Which checks and cases to count.</summary>
/// <param name="Month">Of which month.</param>
/// <param name="Today">The calendar date in China: what is due today is not overdue.</param>
/// <param name="DepartmentCode">Of which department; null for all.</param>
/// <param name="MatterCode">Of which matter; null for all.</param>
public sealed record StatisticsFilter(Month Month, DateOnly Today, string? DepartmentCode, string? MatterCode);
