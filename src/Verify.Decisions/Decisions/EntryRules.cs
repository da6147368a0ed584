using Verify.Domain;

namespace Verify.Decisions;

/// <summary>How an entry weighs at D.</summary>
internal enum Weight : byte
{
    /// <summary>In force.</summary>
    Effective,
    /// <summary>Under objection or suspended: neither in force nor gone.</summary>
    Pending,
}

/// <summary>An entry that stands at D, after R4 to R8.</summary>
internal readonly record struct Standing(
    EntryListed Listing, ListKind Kind, EntryState State, EntryFlags Flags, Weight Weight, bool MeasuresSuspended)
{
    public bool IsPunitive => Kind.Colour is Colour.Black or Colour.Focus;

    public bool InScope => (Flags & EntryFlags.OutOfScope) == 0;

    /// <summary>R5 and R7: capped at LIMIT and RECOMMENDED, so at most REVIEW.</summary>
    public bool IsCapped(MeasureRule rule) =>
        (Flags & EntryFlags.Lenient) != 0 || ((Flags & EntryFlags.VerificationPending) != 0 && !rule.NationalDirect);
}

/// <summary>What R4 to R8 make of one person's or organisation's entries.</summary>
internal struct Record
{
    /// <summary>Entries that stand, in the order of the dossier; null for none.</summary>
    public List<Standing>? Standing;
    /// <summary>Notes; null for none.</summary>
    public List<Note>? Notes;
    /// <summary>Alerts; null for none.</summary>
    public List<Alert>? Alerts;
    /// <summary>Entries that the decision rests on, each once; null for none.</summary>
    public List<string>? RestsOn;
    /// <summary>Reasons found.</summary>
    public ReasonSet Reasons;
    /// <summary>Warnings found.</summary>
    public ReasonSet Warnings;
    /// <summary>The last day of ended or standing entries that count in the three-year test.</summary>
    public CleanRecord Clean;

    /// <summary>The decision would not be what it is without this entry.</summary>
    public void RestOn(string entryId)
    {
        RestsOn ??= [];
        if (!RestsOn.Contains(entryId))
            RestsOn.Add(entryId);
    }

    public readonly bool Has(Colour colour, Weight weight)
    {
        if (Standing is null)
            return false;
        foreach (var standing in Standing)
        {
            if (standing.Kind.Colour == colour && standing.Weight == weight)
                return true;
        }

        return false;
    }

    public readonly bool HasPending(EntryState state)
    {
        if (Standing is null)
            return false;
        foreach (var standing in Standing)
        {
            if (standing.State == state)
                return true;
        }

        return false;
    }
}

/// <summary>
/// R4 to R8: which entries of a dossier stand at D, and how. R4 state and date, R5 protection of minors and leniency, R6 scope,
/// R7 local verification, R8 objection.
/// </summary>
internal static class EntryRules
{
    public static Record Collect(Case @case, Dossier dossier, DateOnly? birthDate, ref Horizon horizon)
    {
        var record = default(Record);
        foreach (var entry in dossier.Entries)
        {
            horizon.AfterFacts(entry.Facts);
            var snapshot = entry.At(@case.AsOf);
            if (snapshot.Listing is { } listing)
                Judge(@case, snapshot, listing, birthDate, ref horizon, ref record);
        }

        return record;
    }

    private static void Judge(
        Case @case, EntrySnapshot entry, EntryListed listing, DateOnly? birthDate, ref Horizon horizon, ref Record record)
    {
        var day = @case.Day;

        // R4: repaired, revoked and dropped entries leave no trace, not even in how long an answer keeps.
        var state = entry.StateOn(day);
        if (state is EntryState.Repaired or EntryState.Revoked or EntryState.Dropped or EntryState.PreNotified)
            return;

        horizon.From(listing.StartOn);
        horizon.After(listing.EndOn);
        if (listing.StartOn > day)
            return;

        var kind = KindOf(@case.Catalogue, listing.ListKind, day, ref horizon);
        var red = kind.Colour == Colour.Red;
        if (red && state != EntryState.Listed)
            return;

        // R5: nothing punitive about a minor, whatever its state.
        if (!red && birthDate is { } birth && IsMinor(birth, day, ref horizon))
        {
            if (!IsOver(state, listing, day))
            {
                record.Reasons |= ReasonCode.MinorProtected;
                (record.Alerts ??= []).Add(new Alert(ReasonCode.MinorProtected, listing.EntryId));
            }

            return;
        }

        // R7: a nationally pushed entry that was not confirmed here is dropped.
        if (entry.Verification == LocalVerification.Rejected)
            return;

        // R9: what an organisation did reaches a person only if the decision names that person.
        if (listing.Origin is { NamedInDecision: false } origin)
        {
            if (!IsOver(state, listing, day))
                Advise(kind, origin.Role, listing.EntryId, ref record);
            return;
        }

        if (red)
        {
            Stand(@case, entry, listing, kind, state, EntryFlags.None, ref record);
            return;
        }

        if (kind.Colour == Colour.Reference)
        {
            if (!IsOver(state, listing, day))
            {
                record.Reasons |= ReasonCode.ReferenceOnly;
                record.RestOn(listing.EntryId);
                (record.Notes ??= []).Add(new Note(NoteKind.Reference, kind, listing.EntryId, Role.None));
            }

            return;
        }

        var flags = entry.Leniency != Leniency.None || (birthDate is { } born && listing.OccurredOn < born.AddYears(18))
            ? EntryFlags.Lenient
            : EntryFlags.None;
        var pending = state is EntryState.UnderObjection or EntryState.Suspended;

        // The three-year test counts every scope (R6) and no lenient entry (R5).
        if ((flags & EntryFlags.Lenient) == 0 && record.Clean.Count(listing.StartOn, entry.LastDay, pending, day, ref horizon))
            record.RestOn(listing.EntryId);

        if (!IsOver(state, listing, day))
            Stand(@case, entry, listing, kind, state, flags, ref record);
    }

    private static void Stand(
        Case @case, EntrySnapshot entry, EntryListed listing, ListKind kind, EntryState state, EntryFlags flags, ref Record record)
    {
        record.RestOn(listing.EntryId);
        if (entry.Corrected)
            flags |= EntryFlags.Corrected;
        if (listing.Origin is not null)
            flags |= EntryFlags.NamedInDecision;
        if ((flags & EntryFlags.Lenient) != 0)
            record.Reasons |= ReasonCode.LeniencyApplied;

        // R6
        var scope = listing.Scope.Length > 0 ? listing.Scope : kind.Scope;
        if (!@case.RegionCode.StartsWith(scope, StringComparison.Ordinal))
        {
            flags |= EntryFlags.OutOfScope;
            record.Reasons |= ReasonCode.OutOfScope;
            (record.Notes ??= []).Add(new Note(NoteKind.Info, kind, listing.EntryId, Role.None));
        }

        // R7
        if (entry.Verification == LocalVerification.Pending)
        {
            flags |= EntryFlags.VerificationPending;
            record.Reasons |= ReasonCode.VerificationPending;
        }

        // R8
        var suspended = false;
        switch (state)
        {
            case EntryState.UnderObjection:
                flags |= EntryFlags.UnderObjection;
                record.Reasons |= ReasonCode.UnderObjection;
                suspended = kind.ObjectionSuspends && @case.Profile is not { ObjectionSuspends: false };
                break;
            case EntryState.Suspended:
                flags |= EntryFlags.Suspended;
                record.Reasons |= ReasonCode.Suspended;
                suspended = true;
                break;
            case EntryState.RepairPending:
                flags |= EntryFlags.RepairPending;
                record.Reasons |= ReasonCode.RepairPending;
                break;
        }

        if (entry.HasFiledObjection)
        {
            flags |= EntryFlags.ObjectionFiled;
            record.Warnings |= ReasonCode.ObjectionFiled;
        }

        var weight = state is EntryState.UnderObjection or EntryState.Suspended ? Weight.Pending : Weight.Effective;
        (record.Standing ??= []).Add(new Standing(listing, kind, state, flags, weight, suspended));
    }

    /// <summary>A note about somebody related, once for each role and list.</summary>
    public static void Advise(ListKind kind, Role role, string entryId, ref Record record)
    {
        record.RestOn(entryId);
        record.Reasons |= ReasonCode.RelatedAdvisory;
        var note = new Note(NoteKind.Advisory, kind, "", role);
        record.Notes ??= [];
        if (!record.Notes.Contains(note))
            record.Notes.Add(note);
    }

    /// <summary>Whether an entry has left the list, or its last day is over while it is under objection or suspended.</summary>
    private static bool IsOver(EntryState state, EntryListed listing, DateOnly day) =>
        state is EntryState.Expired or EntryState.Removed or EntryState.Withdrawn || listing.EndOn < day;

    private static bool IsMinor(DateOnly birth, DateOnly day, ref Horizon horizon)
    {
        var adultFrom = birth.AddYears(18);
        horizon.From(adultFrom);
        return day < adultFrom;
    }

    /// <summary>
    /// The kind of an entry. One that the catalogue no longer holds, or that is out of validity, is reference only: what the
    /// catalogue does not know cannot punish, and must not vanish either (promise 4).
    /// </summary>
    private static ListKind KindOf(Catalogue catalogue, string code, DateOnly day, ref Horizon horizon)
    {
        if (catalogue.FindKind(code) is not { } kind)
            return new ListKind { Code = code, Name = new LocalText(code, code), DeclaredColour = Colour.Reference };
        horizon.From(kind.ValidFrom);
        horizon.After(kind.ValidTo);
        return kind.ValidFrom > day || kind.ValidTo < day ? kind with { DeclaredColour = Colour.Reference } : kind;
    }
}
