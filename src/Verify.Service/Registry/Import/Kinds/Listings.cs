using System.Globalization;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>What every file that lists somebody has in common.</summary>
internal static class Listings
{
    /// <summary>A list kind by code or Chinese name, or null.</summary>
    public static ListKind? FindKind(Catalogue catalogue, string codeOrName) =>
        catalogue.FindKind(codeOrName)
        ?? catalogue.Rows.ListKinds.FirstOrDefault(kind => kind.Name.Chinese == codeOrName);

    /// <summary>
    /// Adds a listing with its identifier and last day. A decision lists a subject once per kind; where no decision is named, its
    /// first day tells one listing from the next.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="subject">Who is listed.</param>
    /// <param name="kind">On which list.</param>
    /// <param name="listing">The listing; identifier and last day may be missing.</param>
    /// <param name="end">Column of the last day, for messages.</param>
    public static void Add(RowReader row, SubjectCode subject, ListKind kind, EntryListed listing, Column end)
    {
        var lastDay = listing.EndOn ?? UsualEnd(kind, listing.StartOn);
        if (lastDay is null && !kind.OpenEnded)
            row.Reject(end, ListTexts.NoEnd);
        if (lastDay < listing.StartOn)
            row.Reject(end, ListTexts.EndBeforeStart);
        // To the same day of the last month: many write three years so, though the last day is included.
        if (kind.MaxTermMonths > 0 && lastDay > listing.StartOn.AddMonths(kind.MaxTermMonths))
            row.Reject(end, ListTexts.BeyondMaximum(kind.MaxTermMonths));
        if (row.Reasons.Count > 0)
            return;

        var discriminator = listing.DecisionDocument.Length > 0
            ? listing.DecisionDocument
            : listing.StartOn.ToString("O", CultureInfo.InvariantCulture);
        var id = ContentDigest.Identify(kind.Code, row.KeyOf(subject).Value, discriminator);
        row.Add(subject, id, listing.StartOn, listing.DecisionDocument, listing with
        {
            EntryId = id,
            EndOn = lastDay,
            Recogniser = listing.Recogniser.Length > 0 ? listing.Recogniser : kind.Recogniser,
            Scope = kind.Scope,
        });
    }

    /// <summary>Adds the repair of the entry that the row has just listed.</summary>
    public static void AddRepair(RowReader row, DateOnly repairedOn)
    {
        var listed = row.Facts[^1];
        var id = ((EntryFact)listed.Fact).EntryId;
        row.Add(listed.Subject!.Value, id + " repair filed", repairedOn, listed.DocumentNumber, new RepairFiled(id));
        row.Add(listed.Subject.Value, id + " repaired", repairedOn, listed.DocumentNumber, new RepairDecided(id, Granted: true, ""));
    }

    private static DateOnly? UsualEnd(ListKind kind, DateOnly start) =>
        kind.DefaultTermMonths > 0 ? start.AddMonths(kind.DefaultTermMonths).AddDays(-1) : null;
}
