using System.Runtime.InteropServices;
using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// The rules of 3.5 in their order, as one pure function: no clock, no log, no waiting. The same case and the same dossiers give the
/// same decision, always.
/// <code>
///  R1, R2   the code, the subject                        (codes are read before; what came of it is in the applicant)
///  R3..R8   which entries stand, and how                 EntryRules, ConductRules
///  R9..R11  which measures follow, merged by code        MeasureRules
///  R12      black and focus put red aside
///  R13      incentives                                   IncentiveRules
///  R14      disposition
///  R15      supervision hint
/// </code>
/// R0 (access), R16 (minimising) and R17 (register) belong to the flow around it.
/// </summary>
public static class DecisionEngine
{
    private static readonly List<ListStatus> NoStatus = [];
    private static readonly List<ShownEntry> NoEntries = [];

    /// <summary>Decides one applicant in one case.</summary>
    public static Decision Decide(Case @case, Applicant applicant)
    {
        var horizon = new Horizon(@case.AsOf);

        // R1, R2
        var (unresolved, reasons, warnings) = Resolve(applicant);

        // R3 to R8
        var record = EntryRules.Collect(@case, applicant.Dossier, applicant.BirthDate, ref horizon);
        var conduct = ConductRules.Collect(@case, applicant.Dossier, ref record.Clean, ref horizon);

        // R9 to R11
        var measures = MeasureRules.Apply(@case, applicant, ref record, ref horizon);
        reasons |= record.Reasons;

        // R12
        var black = record.Has(Colour.Black, Weight.Effective);
        var focus = record.Has(Colour.Focus, Weight.Effective);
        var underObjection = record.HasPending(EntryState.UnderObjection);
        var redAside = black || focus || underObjection;
        var reds = redAside ? null : EffectiveReds(record.Standing);
        if (redAside)
            AlertRedConflicts(ref record);

        // R13
        var credit = new Credit
        {
            Case = @case,
            Unresolved = unresolved,
            Black = black,
            Focus = focus,
            UnderObjection = underObjection,
            Suspended = record.HasPending(EntryState.Suspended),
            Conduct = conduct,
            Clean = record.Clean,
            HistoryFrom = HistoryFrom(applicant),
            EffectiveReds = CollectionsMarshal.AsSpan(reds),
        };
        var incentives = IncentiveRules.Apply(credit, ref horizon);

        // R14
        var disposition = Dispose(@case, measures, conduct, incentives.GreenChannel, ref reasons, ref horizon);

        // R15
        var hint = Supervise(record.Standing, conduct.Grade, reds);

        return new Decision
        {
            Disposition = disposition,
            Reasons = reasons,
            Warnings = warnings | record.Warnings,
            ListStatus = Statuses(record.Standing, redAside),
            Entries = Shown(record.Standing, redAside),
            Measures = measures ?? (IReadOnlyList<AppliedMeasure>)[],
            Incentives = incentives,
            SupervisionHint = hint,
            Notes = record.Notes ?? (IReadOnlyList<Note>)[],
            Alerts = record.Alerts ?? (IReadOnlyList<Alert>)[],
            RestsOn = record.RestsOn ?? (IReadOnlyList<string>)[],
            FeedbackDueOn = FeedbackDueOn(@case, measures, ref horizon),
            ValidUntil = horizon.Next,
        };
    }

    /// <summary>R1, R2: whether code and name lead to a registered subject. Incentives need one.</summary>
    private static (ReasonSet Unresolved, ReasonSet Reasons, ReasonSet Warnings) Resolve(Applicant applicant)
    {
        var unresolved = applicant.Resolution == Resolution.AliasUnresolved ? ReasonCode.AliasUnresolved
            : applicant.Dossier.Registrations.IsEmpty ? ReasonCode.SubjectUnknown
            : default(ReasonSet);
        var mismatch = unresolved.IsEmpty && !string.IsNullOrWhiteSpace(applicant.GivenName)
                && !NameMatch.IsNameOf(applicant.GivenName, applicant.Dossier)
            ? ReasonCode.NameMismatch
            : default(ReasonSet);
        var warnings = applicant.Resolution == Resolution.PilotNonconforming ? ReasonCode.PilotNonconforming : default(ReasonSet);
        return (unresolved, unresolved | mismatch, warnings);
    }

    /// <summary>From when the subject has a history: established, or of age.</summary>
    private static DateOnly? HistoryFrom(Applicant applicant)
    {
        if (applicant.IsPerson)
            return applicant.BirthDate?.AddYears(18);
        for (var i = applicant.Dossier.Registrations.Length - 1; i >= 0; i--)
        {
            if (((SubjectRegistered)applicant.Dossier.Registrations[i].Fact).EstablishedOn is { } established)
                return established;
        }

        return null;
    }

    private static List<Standing>? EffectiveReds(List<Standing>? entries) =>
        entries?.FindAll(static entry => entry.Kind.Colour == Colour.Red && entry.InScope);

    /// <summary>R12: the recogniser of every red that is put aside is told (1798 art. 19, FJ-21).</summary>
    private static void AlertRedConflicts(ref Record record)
    {
        foreach (var entry in record.Standing!)
        {
            if (entry.Kind.Colour != Colour.Red)
                continue;
            record.Warnings |= ReasonCode.RedConflict;
            (record.Alerts ??= []).Add(new Alert(ReasonCode.RedConflict, entry.Listing.EntryId));
        }
    }

    /// <summary>
    /// R14: the first that applies of PROHIBIT, UNDETERMINED, REVIEW, FACILITATE, NORMAL. Every reason found is given, also
    /// those of a lower rank: once a bar is lifted the officer knows what remains.
    /// </summary>
    private static Disposition Dispose(
        Case @case, List<AppliedMeasure>? measures, Conduct conduct, Incentive greenChannel, ref ReasonSet reasons, ref Horizon horizon)
    {
        var prohibit = default(ReasonSet);
        var review = reasons.Contains(ReasonCode.NameMismatch) ? ReasonCode.NameMismatch : default(ReasonSet);
        foreach (var measure in measures ?? [])
        {
            if (measure is { Effect: MeasureEffect.Bar, Strength: MeasureStrength.Mandatory })
                prohibit |= ReasonCode.BarMandatory;
            else if (measure.Effect == MeasureEffect.Bar)
                review |= ReasonCode.BarRecommended;
            else if (measure.Effect == MeasureEffect.Limit)
                review |= ReasonCode.Limit;
        }

        if (@case.Matter.Matter.IsGovernmentProcurement)
        {
            if (conduct.MajorViolation)
                prohibit |= ReasonCode.MajorViolation3Y;
            if (conduct.MajorViolationRepaired)
                review |= ReasonCode.MajorViolationRepaired;
        }

        var undetermined = reasons.Contains(ReasonCode.AliasUnresolved) ? ReasonCode.AliasUnresolved : default(ReasonSet);
        if (@case.Matter.Matter.MustCheck && AnyStale(@case, ref horizon))
            undetermined |= ReasonCode.SourceStale;

        reasons |= prohibit | undetermined | review;
        if (!prohibit.IsEmpty)
            return Disposition.Prohibit;
        if (!undetermined.IsEmpty)
            return Disposition.Undetermined;
        if (!review.IsEmpty)
            return Disposition.Review;
        if (greenChannel.State != IncentiveState.Eligible)
            return Disposition.Normal;
        reasons |= greenChannel.Reasons;
        return Disposition.Facilitate;
    }

    private static bool AnyStale(Case @case, ref Horizon horizon)
    {
        var any = false;
        foreach (var source in @case.Sources)
        {
            any |= source.IsStale(@case.AsOf);
            if (source.LastSyncedAt is { } last)
                horizon.At((last + source.Rule.MaxAge).AddTicks(1));
        }

        return any;
    }

    /// <summary>
    /// R15. An entry under objection neither raises nor lets anything be lowered; one of another region has no part in it (R6).
    /// </summary>
    private static SupervisionHint Supervise(List<Standing>? entries, Grade grade, List<Standing>? reds)
    {
        var raise = grade == Grade.Poor;
        var underObjection = false;
        foreach (var entry in entries ?? [])
        {
            raise |= entry is { IsPunitive: true, InScope: true, Weight: Weight.Effective };
            underObjection |= entry is { State: EntryState.UnderObjection, InScope: true };
        }

        if (raise)
            return SupervisionHint.Raise;
        return !underObjection && (reds is { Count: > 0 } || grade == Grade.Excellent) ? SupervisionHint.Lower : SupervisionHint.Normal;
    }

    /// <summary>The colours on which the subject stands here, black first; a list of another region is told by a note.</summary>
    private static List<ListStatus> Statuses(List<Standing>? entries, bool redAside)
    {
        if (entries is null)
            return NoStatus;
        var statuses = new List<ListStatus>(entries.Count);
        foreach (var colour in (ReadOnlySpan<Colour>)[Colour.Black, Colour.Focus, Colour.Red])
        {
            foreach (var entry in entries)
            {
                var status = new ListStatus(colour, StateShown(entry, redAside));
                if (entry.Kind.Colour == colour && entry.InScope && !statuses.Contains(status))
                    statuses.Add(status);
            }
        }

        return statuses;
    }

    private static List<ShownEntry> Shown(List<Standing>? entries, bool redAside)
    {
        if (entries is null)
            return NoEntries;
        var shown = new List<ShownEntry>(entries.Count);
        foreach (var entry in entries)
        {
            var flags = entry.Kind.Colour == Colour.Red && redAside ? entry.Flags | EntryFlags.Suppressed : entry.Flags;
            shown.Add(new ShownEntry(entry.Listing, entry.Kind, StateShown(entry, redAside), flags));
        }

        return shown;
    }

    private static EntryState StateShown(in Standing entry, bool redAside) =>
        entry.Kind.Colour == Colour.Red && redAside ? EntryState.Suppressed : entry.State;

    /// <summary>Feedback is due on a day of the next month (ZS-40).</summary>
    private static DateOnly? FeedbackDueOn(Case @case, List<AppliedMeasure>? measures, ref Horizon horizon)
    {
        if (measures is null || !measures.Exists(static measure => measure.Rule.FeedbackRequired))
            return null;
        var nextMonth = new DateOnly(@case.Day.Year, @case.Day.Month, 1).AddMonths(1);
        horizon.From(nextMonth);
        return nextMonth.AddDays(@case.FeedbackDay - 1);
    }
}
