using Verify.Domain;
using Verify.Registry;
using Verify.Registry.Import;

namespace Verify.Flows;

/// <summary>
/// What a base registry file changes. A file says how things stand, not what has become of them: what differs from the registry took
/// effect on the day as of which the file is complete, and another legal representative ends the one before on the day before.
/// </summary>
/// <remarks>
/// A row that says what stands is a repetition. A row that returns to what was once on record is one too, since an old file imported
/// again must not undo a newer one, unless the import names its day: then it is as new as that day.
/// </remarks>
internal sealed class RegistrationChanges
{
    private static readonly LocalText Outdated = new(
        "登记库中已有该日之后的法定代表人信息，未采用本文件的法定代表人",
        "the registry knows of a later legal representative than this file, whose own is left out");

    private readonly Dictionary<SubjectKey, Dossier> _dossiers;
    private readonly DateOnly? _asOf;
    private readonly DateOnly _day;
    private readonly DateTimeOffset _instant;

    private RegistrationChanges(Dictionary<SubjectKey, Dossier> dossiers, DateOnly? asOf, DateTimeOffset now)
    {
        _dossiers = dossiers;
        _asOf = asOf;
        _day = asOf ?? ChinaTime.DateOf(now);
        var endOfDay = ChinaTime.StartOf(_day.AddDays(1)).AddTicks(-1);
        _instant = endOfDay < now ? endOfDay : now;
    }

    /// <summary>Reads what is on record about the subjects of a base registry's rows; of other rows nothing.</summary>
    public static async Task<RegistrationChanges> ReadAsync(
        IRegistryStore store, IEnumerable<SubjectKey> subjects, DateOnly? asOf, DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = subjects.Distinct().ToArray();
        var read = wanted.Length == 0 ? [] : (await store.ReadAsync(wanted, Knowledge.Now, cancellation)).Dossiers;
        return new RegistrationChanges(wanted.Zip(read).ToDictionary(), asOf, now);
    }

    /// <summary>Whether a fact is one of a base registry.</summary>
    public static bool Concern(Fact fact) => fact is SubjectRegistered or RelationRecorded { Role: Role.LegalRep };

    /// <summary>The facts to record for a row: none where it says what stands.</summary>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="row">The row.</param>
    /// <param name="reason">Why it cannot be taken.</param>
    public IReadOnlyList<ImportRow> Of(SubjectKey subject, ImportRow row, out LocalText? reason)
    {
        reason = null;
        if (!_dossiers.TryGetValue(subject, out var dossier))
            return [row];
        return row.Fact switch
        {
            SubjectRegistered registered => Of(dossier, row, registered),
            RelationRecorded { Role: Role.LegalRep } relation => Of(dossier, row, relation, out reason),
            _ => [row],
        };
    }

    private ImportRow[] Of(Dossier dossier, ImportRow row, SubjectRegistered registered)
    {
        var standing = dossier.Registrations.LastOrDefault(fact => fact.OccurredAt <= _instant);
        if (standing is null)
            return [row];
        return FactCodec.Encode(standing.Fact).AsSpan().SequenceEqual(FactCodec.Encode(registered)) ? [] : [Dated(row)];
    }

    private ImportRow[] Of(Dossier dossier, ImportRow row, RelationRecorded relation, out LocalText? reason)
    {
        reason = null;
        var known = dossier.Relations.Where(static fact => fact.Fact is RelationRecorded { Role: Role.LegalRep }).ToArray();
        if (known.Length == 0)
            return [row];

        var standing = dossier.RelationsAt(_instant).LastOrDefault(held => held.Role == Role.LegalRep && !(held.To < _day));
        if (standing?.Related == relation.Related)
            return [];
        if (_asOf is null && known.Any(fact => ((RelationRecorded)fact.Fact).Related == relation.Related))
            return [];
        if (known[^1].OccurredAt > _instant)
        {
            reason = Outdated;
            return [];
        }

        var begun = Dated(row) with { Fact = relation with { From = _day } };
        return standing is null ? [begun] : [Ended(begun, standing), begun];
    }

    // Of one that began the same day nothing is left but that day.
    private ImportRow Ended(ImportRow begun, RelationRecorded standing)
    {
        var last = _day.AddDays(-1);
        return begun with
        {
            RequestId = begun.RequestId + " ends",
            Fact = standing with { To = standing.From > last ? standing.From : last },
            Named = [],
        };
    }

    private ImportRow Dated(ImportRow row) => row with
    {
        RequestId = _asOf is null ? row.RequestId : $"{row.RequestId}@{_day:yyyy-MM-dd}",
        OccurredAt = _instant,
    };
}
