using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Independent;

/// <summary>One row that applies to one entry.</summary>
internal sealed record Claim(
    MeasureRule Row, MeasureEffect Effect, MeasureStrength Strength, string EntryId, DateOnly? End, string[] Articles);

/// <summary>R9 to R11: every row against every entry.</summary>
internal static class NaiveMeasures
{
    /// <summary>What follows from an entry of a holder.</summary>
    /// <param name="world">The world.</param>
    /// <param name="holder">Whose entry.</param>
    /// <param name="listing">The entry.</param>
    /// <param name="via">In which role the holder stands to the subject; null for the subject itself.</param>
    public static IEnumerable<Claim> From(World world, Party holder, Listing listing, Role? via)
    {
        var today = Days.InChina(world.AsOf);
        return
            from row in world.Catalogue.Rows.Measures
            where listing.IsPunitive && listing.InRegion
            where row.ListKinds.Contains(listing.Kind.Code) || row.ListKinds.Contains(listing.Colour == Colour.Black ? "BLACK" : "FOCUS")
            where row.Matters.Any(selector => selector == world.MatterCode || selector == world.Case.Matter.Matter.Class)
            where via is null || row.ViaRoles.Contains(via.Value)
            where !IsSuspended(world, listing, row)
            where row.Target == MeasureTarget.Any || (row.Target == MeasureTarget.Person) == NaiveEvaluator.IsPerson(holder)
            where row.SubjectClasses.IsEmpty || row.SubjectClasses.Contains(ClassOf(holder))
            where !row.OwnFieldOnly || world.Case.Matter.Matter.Fields.Any(field => field == listing.Kind.Field)
            where world.RegionCode[..row.Scope.Length] == row.Scope
            where world.DepartmentCode is null || row.Implementers.IsEmpty || row.Implementers.Contains(world.DepartmentCode)
            where Days.Covers(row.ValidFrom, row.ValidTo, today)
            let end = EndOf(row, listing.Text)
            where end is null || today <= end
            let articles = row.LegalBasis.Where(article => Days.Covers(article.From, article.To, today)).ToArray()
            where row.Effect == MeasureEffect.Notice ? articles.Length > 0 : articles.Any(PartyAccount.MayPunish)
            let capped = listing.Mild || (listing.Entry.Verified is null && !row.NationalDirect)
            select new Claim(
                row,
                capped && row.Effect == MeasureEffect.Bar ? MeasureEffect.Limit : row.Effect,
                capped ? MeasureStrength.Recommended : row.Strength,
                listing.Entry.Id,
                end,
                [.. articles.Select(article => article.Code)]);
    }

    /// <summary>3.4: under objection, unless the row says otherwise; under a court's suspension always.</summary>
    private static bool IsSuspended(World world, Listing listing, MeasureRule row) => listing.Entry.Phase switch
    {
        Phase.Frozen => true,
        Phase.Disputed => row.Suspendable && listing.Kind.ObjectionSuspends && world.Profile?.ObjectionSuspends != false,
        _ => false,
    };

    private static string ClassOf(Party holder)
    {
        var registrations = holder.Facts.Select(static fact => fact.Fact).OfType<SubjectRegistered>();
        return registrations.LastOrDefault()?.SubjectClass
            ?? (holder.Key.Value.StartsWith("U:", StringComparison.Ordinal) ? holder.Key.Value.Substring(2, 2) : "none");
    }

    /// <summary>The entry's last day or the day before the row's own term is full, whichever is earlier.</summary>
    private static DateOnly? EndOf(MeasureRule row, EntryListed text)
    {
        if (row.TermMonths == 0)
            return text.EndOn;
        var full = text.StartOn.AddMonths(row.TermMonths).AddDays(-1);
        return text.EndOn is null || full < text.EndOn ? full : text.EndOn;
    }
}
