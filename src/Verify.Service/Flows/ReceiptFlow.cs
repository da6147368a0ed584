using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>
/// The story of a receipt. Everything that it says was fixed when the check was registered, or is read as it was known then, so that the
/// same receipt comes again.
/// <code>
///  (1) Transport    proto request -> check id, persons told again
///  (2) Audit        the check's place in the chain, and the check itself
///  (3) Callers      whether it is theirs; if not, there is no such check
///  (4) Audit        whether it still is what was committed
///  (5) Registry     whom it was about, as known at its revision
///  (6) Transport    the receipt in words, signed
/// </code>
/// </summary>
public sealed class ReceiptFlow(
    IAuditStore audit, IRegisterChain chain, IRegistryStore registry, CatalogLibrary catalogs, SubjectKeys keys, RetentionOptions retention, TimeProvider clock)
{
    /// <summary>Finds what a receipt says.</summary>
    /// <param name="checkId">The check.</param>
    /// <param name="told">Persons whom it named, again.</param>
    /// <param name="caller">Who wants it.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    public async Task<Outcome<FoundReceipt>> FindAsync(
        Guid checkId, IReadOnlyList<SubjectCode> told, Caller caller, CancellationToken cancellation)
    {
        try
        {
            // (2)
            if (await audit.FindPlaceAsync(checkId, cancellation) is not { } place
                || await chain.ReadChecksAsync(place.Sequence, place.Sequence + 1, cancellation) is not [var stored])
            {
                return Unknown(checkId);
            }

            // (3) Of a check that cannot be read it cannot be told whose it is.
            var isTheirs = stored.Record is { } read ? IsOf(read, caller) : ReadsAll(caller);
            if (!isTheirs)
                return Unknown(checkId);

            // (4)
            if (stored.Record is not { } check || !ChainFormat.DigestOf(check).AsSpan().SequenceEqual(place.Digest))
                return FlowFailures.RegisterDamaged(checkId);

            // (5)
            SubjectKey[] named = [.. check.OtherSubjects.Select(static other => other.Key).Prepend(check.Subject ?? default).Where(static key => key.Value is not null).Distinct()];
            var toldByKey = told.DistinctBy(keys.KeyOf).ToDictionary(keys.KeyOf);
            if (FaultOf(told, named) is { } fault)
                return fault;
            return new FoundReceipt(
                check, place, await registry.ReadIdAsync(cancellation), await CatalogueOfAsync(check, cancellation),
                await PartiesAsync(check, named, toldByKey, cancellation));
        }
        catch (RegisterUnavailableException exception)
        {
            // The failure becomes UNAVAILABLE: whether there is such a check cannot be told.
            return FlowFailures.Of(exception);
        }
        catch (StoreUnavailableException)
        {
            // The same for the registry.
            return FlowFailures.StoreUnavailable;
        }
    }

    private static bool ReadsAll(Caller caller) => caller.DepartmentCode is null && caller.Grants.Has(Scopes.Audit);

    private static bool IsOf(CheckRecord check, Caller caller) => caller.DepartmentCode is { } department
        ? department == check.DepartmentCode
        : ReadsAll(caller) || (check.DepartmentCode.Length == 0 && check.Caller == caller.Id);

    /// <summary>The same for a check that never was, one that is somebody else's, and one that is gone: ids tell nothing to who tries them.</summary>
    private Failure Unknown(Guid checkId) =>
        retention.KeptFrom(ChinaTime.DateOf(clock.GetUtcNow())) is { } keptFrom && string.CompareOrdinal(
            checkId.ToString(), CheckIds.LowestAt(ChinaTime.StartOf(keptFrom)).ToString()) < 0
            ? FlowFailures.CheckNotKept(checkId, keptFrom)
            : FlowFailures.NotFound("check", checkId.ToString());

    private Failure? FaultOf(IReadOnlyList<SubjectCode> told, SubjectKey[] named)
    {
        var strangers = told.Select((code, index) => (Key: keys.KeyOf(code), Index: index)).Where(one => !named.Contains(one.Key)).ToArray();
        return strangers.Length == 0 ? null : FlowFailures.InvalidFields(
            [.. strangers.Select(static one => new FieldViolation($"persons[{one.Index}]", "The check did not name this person."))]);
    }

    private async Task<Catalogue?> CatalogueOfAsync(CheckRecord check, CancellationToken cancellation)
    {
        if (check.CatalogVersion.Length == 0)
            return null;
        // Another instance may have answered by a catalogue that this one has not heard of yet.
        if (catalogs.FindVersion(check.CatalogVersion) is null)
            await catalogs.RefreshAsync(cancellation);
        return catalogs.FindVersion(check.CatalogVersion)?.Catalogue;
    }

    private async Task<IReadOnlyDictionary<SubjectKey, NamedParty>> PartiesAsync(
        CheckRecord check, SubjectKey[] named, Dictionary<SubjectKey, SubjectCode> told, CancellationToken cancellation)
    {
        if (named.Length == 0)
            return new Dictionary<SubjectKey, NamedParty>();
        var dossiers = (await registry.ReadAsync(named, new Knowledge(check.Revision, null), cancellation)).Dossiers;
        // Whoever came on record later was a stranger then, and stays one here.
        var persons = dossiers.Where(static dossier => dossier.Subject.IsPerson && !dossier.Facts.IsEmpty).Select(static dossier => dossier.Subject).ToHashSet();
        var identities = await registry.ReadIdentitiesAsync(persons, cancellation);
        return dossiers.ToDictionary(static dossier => dossier.Subject, dossier => new NamedParty(CodeOf(dossier.Subject), NameAt(dossier, check.AsOf)));

        SubjectCode? CodeOf(SubjectKey key) =>
            key.Organisation ?? (told.TryGetValue(key, out var code) ? code
            : identities.TryGetValue(key, out var identity) ? keys.Open(identity)
            : null);
    }

    private static string NameAt(Dossier dossier, DateTimeOffset asOf) =>
        (dossier.Registrations.LastOrDefault(fact => fact.OccurredAt <= asOf)?.Fact as SubjectRegistered)?.Name ?? "";
}
