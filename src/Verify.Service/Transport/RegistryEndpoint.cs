using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

/// <summary>The RegistryService of the contract.</summary>
public sealed partial class RegistryEndpoint(
    CallAdmission admission,
    RecordFlow recording,
    FactStreamFlow streaming,
    ReadFactsFlow reading,
    DraftReading drafts,
    DueList due,
    IRegistryStore store,
    CatalogLibrary catalogs,
    SubjectKeys keys,
    PersonProbes probes,
    HeavyGate heavy,
    TimeProvider clock)
    : RegistryService.RegistryServiceBase
{
    /// <inheritdoc/>
    public override async Task<RecordResponse> Record(RecordRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Record);
        var now = clock.GetUtcNow();
        var catalogue = catalogs.InForceNow().Catalogue;
        var draft = drafts.Read(request, call.Caller, catalogue, now);
        var outcome = draft.Value is { } complete
            ? await recording.RecordAsync(complete, catalogue, context.CancellationToken)
            : draft.Failure!;
        return outcome.Value is { } done
            ? new RecordResponse { Revision = done.Revision, EffectiveAt = done.EffectiveAt.ToTimestamp() }
            : throw FailureStatus.ToException(outcome.Failure!);
    }

    /// <inheritdoc/>
    public override async Task<ImportResponse> Import(IAsyncStreamReader<ImportRequest> requestStream, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Record);
        var stream = new FactStream(drafts, call.Caller, catalogs, heavy, clock);
        ImportResponse? response = null;
        await call.WhileKnownAsync(context, async cancellation =>
        {
            var outcome = await streaming.RunAsync(stream.ReadAsync(requestStream, cancellation), cancellation);
            response = outcome.Value is { } tally ? FactStream.Write(tally) : throw FailureStatus.ToException(outcome.Failure!);
        });
        return response!;
    }

    /// <inheritdoc/>
    public override async Task<GetDossierResponse> GetDossier(GetDossierRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.ReadRegistry);
        var now = clock.GetUtcNow();
        var errors = new FieldErrors();
        var subject = errors.Code(request.Subject, "subject");
        if (CheckPermissions.FaultOf(subject.Code, "subject", call.Caller.Grants) is { } notAllowed)
            throw FailureStatus.ToException(notAllowed);
        var asOf = CheckReading.ReadInstant(request.AsOf, "as_of", now, errors) ?? now;
        var knowledge = CheckReading.ReadKnowledge(request.KnownAt, Knowledge.Now, now, errors);
        if (subject.Code.IsPerson)
        {
            var refusal = PersonBasisReading.FaultOf(new PersonBasis { StatutoryCode = request.PersonStatutoryCode }, ChinaTime.DateOf(now));
            if ((probes.Charge(call.Caller.Id, subject.Code, refusal is not null, now) ?? refusal) is { } fault)
                throw FailureStatus.ToException(fault);
        }

        if (!errors.IsEmpty)
            throw FailureStatus.ToException(errors.ToFailure());

        try
        {
            return await ReadDossierAsync(subject.Code, knowledge, asOf, context.CancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: an empty dossier would say "nothing found".
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
    }

    /// <inheritdoc/>
    public override async Task<ListDueResponse> ListDue(ListDueRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Record);
        return await due.ReadAsync(request, call.Caller, context.CancellationToken);
    }

    private async Task<GetDossierResponse> ReadDossierAsync(
        SubjectCode code, Knowledge knowledge, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var key = keys.KeyOf(code);
        if (code.Type is Domain.CodeType.OrganisationCode or Domain.CodeType.RegistrationNumber)
            key = await store.ResolveAliasAsync(key, knowledge, cancellation) ?? key;

        var snapshot = await store.ReadAsync([key], knowledge, cancellation);
        var facts = await store.ReadFactsAsync(key, knowledge with { Revision = snapshot.Revision, Instant = null }, cancellation);
        var writing = await WritingForAsync(facts, cancellation);
        var dossier = snapshot.Dossiers[0];
        var catalogue = catalogs.InForce(asOf, DateTimeOffset.MaxValue, snapshot.Revision).Catalogue;
        var response = new GetDossierResponse
        {
            Revision = snapshot.Revision,
            Code = key.IsPerson ? code.Masked : key.Uscc ?? code.Masked,
            Registered = !dossier.Registrations.IsEmpty,
            Name = dossier.Registrations.IsEmpty
                ? ""
                : SubjectWriting.Name(((Domain.SubjectRegistered)dossier.Registrations[^1].Fact).Name, key.IsPerson),
        };
        response.Entries.AddRange(dossier.Entries.Select(entry => Write(entry, asOf, catalogue)));
        response.Facts.AddRange(facts.Select(writing.Write));
        return response;
    }

    private static DossierEntry Write(EntryHistory history, DateTimeOffset asOf, Catalogue catalogue)
    {
        var entry = history.At(asOf);
        var red = entry.Listing is { } listing && catalogue.FindKind(listing.ListKind)?.Colour == Domain.Colour.Red;
        return new DossierEntry
        {
            EntryId = history.Id,
            ListKind = entry.Listing?.ListKind ?? history.Facts.Select(static fact => fact.Fact).OfType<Domain.EntryProposed>().FirstOrDefault()?.ListKind ?? "",
            State = (V1.EntryState)(entry.Listing is null ? entry.State : entry.StateOn(ChinaTime.DateOf(asOf))),
            StartOn = entry.Listing?.StartOn.ToString("O") ?? "",
            EndOn = entry.Listing?.EndOn?.ToString("O") ?? "",
            AllowedMoves = { EntryMachine.AllowedFrom(entry.State, red).Select(static state => (V1.EntryState)state) },
        };
    }

    /// <summary>Writes facts, with everybody whom they are about or name.</summary>
    private async Task<FactWriting> WritingForAsync(IReadOnlyList<Domain.RecordedFact> facts, CancellationToken cancellation)
    {
        var identities = await store.ReadIdentitiesAsync(FactWriting.SubjectsOf(facts), cancellation);
        return new FactWriting(key => identities.TryGetValue(key, out var identity) ? SubjectWriting.Write(keys.Open(identity)) : new Subject());
    }
}
