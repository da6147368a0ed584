using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// R9 to R11: which measures of the matter follow from which entries. Only rows that name this matter are walked, so a measure that
/// is not related to the matter cannot appear (QTX-18), and only rows with an article in force (QTX-17).
/// </summary>
internal static class MeasureRules
{
    /// <summary>Measures that follow from the subject's own entries (R8, R10) and, through their roles, from others' (R9).</summary>
    public static List<AppliedMeasure>? Apply(Case @case, Applicant applicant, ref Record own, ref Horizon horizon)
    {
        List<AppliedMeasure>? measures = null;
        if (own.Standing is { } entries)
        {
            foreach (var entry in entries)
                Follow(@case, applicant.Dossier, applicant.IsPerson, entry, Role.None, ref measures, ref horizon);
        }

        foreach (var related in applicant.Related)
        {
            horizon.From(related.From);
            horizon.After(related.To);
            if (related.From > @case.Day || related.To < @case.Day)
                continue;

            var record = EntryRules.Collect(@case, related.Dossier, related.BirthDate, ref horizon);
            foreach (var entry in record.Standing ?? [])
            {
                // What an organisation did reaches a person only through that person's own entry (R9).
                var reaches = !applicant.IsPerson
                    && Follow(@case, related.Dossier, related.Dossier.Subject.IsPerson, entry, related.Role, ref measures, ref horizon);
                if (reaches)
                    own.RestOn(entry.Listing.EntryId);
                else if (entry.IsPunitive && entry.InScope && entry.Weight == Weight.Effective)
                    EntryRules.Advise(entry.Kind, related.Role, entry.Listing.EntryId, ref own);
            }
        }

        return measures;
    }

    /// <summary>Adds the measures that follow from one entry.</summary>
    /// <param name="case">The case.</param>
    /// <param name="holder">Whose entry it is.</param>
    /// <param name="isPerson">Whether that is a natural person.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="via">The holder's role towards the subject; none where it is the subject itself.</param>
    /// <param name="measures">Measures so far.</param>
    /// <param name="horizon">Told when a row, an article or a term begins or ends.</param>
    /// <returns>Whether any did.</returns>
    private static bool Follow(
        Case @case, Dossier holder, bool isPerson, in Standing entry, Role via, ref List<AppliedMeasure>? measures, ref Horizon horizon)
    {
        if (!entry.IsPunitive || !entry.InScope)
            return false;

        var any = false;
        foreach (var rule in @case.Matter.Measures)
        {
            if (rule.Reaches(entry.Kind)
                && (via == Role.None || rule.ViaRoles.Contains(via))
                && !(entry.MeasuresSuspended && (rule.Suspendable || entry.State == EntryState.Suspended))
                && ReachesHolder(rule, holder, isPerson)
                && (!rule.OwnFieldOnly || @case.Matter.Matter.Fields.Contains(entry.Kind.Field))
                && @case.RegionCode.StartsWith(rule.Scope, StringComparison.Ordinal)
                && IsImplementer(rule, @case.DepartmentCode)
                && InForce(rule, entry.Listing, @case.Day, ref horizon) is { } force)
            {
                Merge(ref measures, force.Apply(rule, entry));
                any = true;
            }
        }

        return any;
    }

    private static bool ReachesHolder(MeasureRule rule, Dossier holder, bool isPerson)
    {
        if (rule.Target != MeasureTarget.Any && rule.Target == MeasureTarget.Person != isPerson)
            return false;
        return rule.SubjectClasses.IsEmpty || (SubjectClass(holder) is { } subjectClass && rule.SubjectClasses.Contains(subjectClass));
    }

    private static string? SubjectClass(Dossier holder) =>
        holder.Registrations.IsEmpty || ((SubjectRegistered)holder.Registrations[^1].Fact).SubjectClass is not { Length: > 0 } given
            ? holder.Subject.Uscc?[..2]
            : given;

    private static bool IsImplementer(MeasureRule rule, string? department) =>
        department is null || rule.Implementers.IsEmpty || rule.Implementers.Contains(department);

    /// <summary>The articles and the last day with which a row is in force for an entry at D; null where it is not.</summary>
    private static Force? InForce(MeasureRule rule, EntryListed listing, DateOnly day, ref Horizon horizon)
    {
        horizon.From(rule.ValidFrom);
        horizon.After(rule.ValidTo);
        if (rule.ValidFrom > day || rule.ValidTo < day)
            return null;

        var end = listing.EndOn;
        if (rule.TermMonths > 0)
        {
            // A term of n months from the first day ends on the day before the same day n months on.
            var termEnd = listing.StartOn.AddMonths(rule.TermMonths).AddDays(-1);
            horizon.After(termEnd);
            end = end < termEnd ? end : termEnd;
            if (termEnd < day)
                return null;
        }

        var articles = rule.LegalBasis;
        foreach (var article in rule.LegalBasis)
        {
            horizon.From(article.From);
            horizon.After(article.To);
            if (!article.InForce(day))
                articles = articles.Remove(article);
        }

        // QTX-17: without an article a measure is not returned; a bar or a limit needs one that may take rights away.
        var hasLaw = rule.Effect == MeasureEffect.Notice ? !articles.IsEmpty : articles.Any(static article => article.MayPunish);
        return hasLaw ? new Force(articles, end) : null;
    }

    private static void Merge(ref List<AppliedMeasure>? measures, AppliedMeasure measure)
    {
        measures ??= [];
        var index = measures.FindIndex(known => known.Code == measure.Code);
        if (index < 0)
            measures.Add(measure);
        else
            measures[index] = measures[index].MergedWith(measure);
    }

    private readonly record struct Force(ImmutableArray<LegalReference> Articles, DateOnly? EndOn)
    {
        public AppliedMeasure Apply(MeasureRule rule, in Standing entry)
        {
            var capped = entry.IsCapped(rule);
            return new AppliedMeasure(
                rule,
                capped && rule.Effect == MeasureEffect.Bar ? MeasureEffect.Limit : rule.Effect,
                capped ? MeasureStrength.Recommended : rule.Strength,
                Articles,
                [entry.Listing.EntryId],
                EndOn);
        }
    }
}
