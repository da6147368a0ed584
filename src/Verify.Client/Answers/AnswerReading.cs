using System.Globalization;
using Verify.V1;

namespace Verify.Client;

/// <summary>What an application asks of an answer most often. Everything else is in the answer itself.</summary>
public static class AnswerReading
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    extension(CheckResponse answer)
    {
        /// <summary>Whether the approval may go on as usual: nothing bars it and nothing has to be looked at by a person first.</summary>
        public bool IsClear => answer.Disposition is Disposition.Normal or Disposition.Facilitate;

        /// <summary>Whether a law orders a bar. The officer decides; this says what the law advises.</summary>
        public bool IsBarred => answer.Disposition == Disposition.Prohibit;

        /// <summary>The measures that the law orders, not those that it recommends.</summary>
        public IEnumerable<Measure> MandatoryMeasures => answer.Measures.Where(static measure => measure.Strength == MeasureStrength.Mandatory);

        /// <summary>The measures on which feedback is expected, by the day that the answer names.</summary>
        public IEnumerable<Measure> MeasuresOwingFeedback => answer.Measures.Where(static measure => measure.FeedbackRequired);

        /// <summary>Last day for <c>ReportOutcome</c>, in China; null where nothing is owed.</summary>
        public DateOnly? FeedbackDueDay => DayOf(answer.FeedbackDueOn);

        /// <summary>Until when time alone leaves the answer as it is; null where time never changes it.</summary>
        public DateTimeOffset? ValidUntil => answer.AnswerValidUntil?.ToDateTimeOffset().ToOffset(ChinaOffset);

        /// <summary>Whether a reason is among the reasons or warnings.</summary>
        /// <param name="code">The reason.</param>
        public bool Has(ReasonCode code) =>
            answer.Reasons.Any(reason => reason.Code == code) || answer.Warnings.Any(warning => warning.Code == code);
    }

    /// <summary>A calendar date of the wire (<c>2026-06-15</c>, China) as a day; null where there is none.</summary>
    /// <param name="date">Such as <see cref="Measure.EndOn"/>.</param>
    public static DateOnly? DayOf(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
