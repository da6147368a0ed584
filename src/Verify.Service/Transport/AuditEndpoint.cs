using Grpc.Core;
using Verify.Audit;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

/// <summary>The AuditService of the contract.</summary>
public sealed class AuditEndpoint(
    CallAdmission admission,
    IAuditStore audit,
    RegisterLog log,
    NoticeFlow notices,
    IRegistryStore registry,
    CatalogLibrary catalogs,
    SubjectKeys keys,
    PersonProbes probes,
    TimeProvider clock)
    : AuditService.AuditServiceBase
{
    /// <inheritdoc/>
    public override Task<SearchChecksResponse> SearchChecks(SearchChecksRequest request, ServerCallContext context) => GuardAsync(async () =>
    {
        using var call = admission.Admit(context, Scopes.Audit);
        var errors = new FieldErrors();
        errors.Text(request.MatterCode, "matter_code", 128);
        errors.Text(request.CaseNumber, "case_number", 128);
        errors.Known(request.Disposition, "disposition");
        var code = request.Subject is null ? default : errors.Code(request.Subject, "subject").Code;
        var size = Pages.Size(request.PageSize, errors);
        var filter = new CheckFilter
        {
            DepartmentCode = AuditReading.Department(request.DepartmentCode, call.Caller, errors),
            MatterCode = AuditReading.Given(request.MatterCode),
            CaseNumber = AuditReading.Given(request.CaseNumber),
            From = AuditReading.ReadInstant(request.From, "from", errors),
            To = AuditReading.ReadInstant(request.To, "to", errors),
            Disposition = request.Disposition == Disposition.Unspecified ? null : (int)request.Disposition,
            Refused = request.RefusalsOnly ? true : null,
            OlderThan = Pages.Check(request.PageToken, errors),
        };
        errors.ThrowIfAny();
        ThrowIfNotAllowed(code, call.Caller);

        if (request.Subject is not null)
            filter = filter with { Subject = await KeyOfAsync(code, context.CancellationToken) };
        var read = await audit.SearchChecksAsync(filter, size + 1, context.CancellationToken);
        var (checks, next) = Pages.Cut(read, size, static check => check.CheckId.ToString());
        var writing = await WritingAsync(read, context.CancellationToken);
        return new SearchChecksResponse { Checks = { checks.Select(writing.Write) }, NextPageToken = next };
    });

    /// <inheritdoc/>
    public override Task<ListAffectedChecksResponse> ListAffectedChecks(ListAffectedChecksRequest request, ServerCallContext context) =>
        GuardAsync(async () =>
        {
            using var call = admission.Admit(context, Scopes.Audit);
            var errors = new FieldErrors();
            errors.Text(request.EntryId, "entry_id", 128, required: true);
            var size = Pages.Size(request.PageSize, errors);
            var olderThan = Pages.Check(request.PageToken, errors);
            errors.ThrowIfAny();

            var affected = ValueOf(await notices.FindAffectedAsync(
                request.EntryId, call.Caller, olderThan, size + 1, context.CancellationToken));
            var (checks, next) = Pages.Cut(affected.Checks, size, static check => check.CheckId.ToString());
            var writing = await WritingAsync(affected.Checks, context.CancellationToken);
            return new ListAffectedChecksResponse
            {
                Checks = { checks.Select(check => writing.Write(check, affected.Retracted)) },
                Notices = { affected.Notices.Select(AuditWriting.Write) },
                NextPageToken = next,
            };
        });

    /// <inheritdoc/>
    public override Task<ListAccessesResponse> ListAccesses(ListAccessesRequest request, ServerCallContext context) => GuardAsync(async () =>
    {
        using var call = admission.Admit(context, Scopes.Audit);
        var errors = new FieldErrors();
        var now = clock.GetUtcNow();
        var code = errors.Code(request.Subject, "subject").Code;
        ThrowIfNotAllowed(code, call.Caller);
        if (code.IsPerson)
        {
            var refusal = PersonBasisReading.FaultOf(request.PersonBasis, ChinaTime.DateOf(now));
            if ((probes.Charge(call.Caller.Id, code, refusal is not null, now) ?? refusal) is { } fault)
                throw FailureStatus.ToException(fault);
        }

        var size = Pages.Size(request.PageSize, errors);
        var olderThan = Pages.Check(request.PageToken, errors);
        errors.ThrowIfAny();

        var subject = await KeyOfAsync(code, context.CancellationToken);
        var read = await audit.SearchChecksAsync(
            new CheckFilter { Subject = subject, DepartmentCode = call.Caller.DepartmentCode, Refused = false, OlderThan = olderThan },
            size + 1,
            context.CancellationToken);
        var (checks, next) = Pages.Cut(read, size, static check => check.CheckId.ToString());
        var catalogue = catalogs.InForce(now, now).Catalogue;
        return new ListAccessesResponse
        {
            Accesses = { checks.Select(check => AuditWriting.Access(check, subject, catalogue, context.Language())) },
            NextPageToken = next,
        };
    });

    /// <inheritdoc/>
    public override Task<GetStatisticsResponse> GetStatistics(GetStatisticsRequest request, ServerCallContext context) => GuardAsync(async () =>
    {
        using var call = admission.Admit(context, Scopes.Audit);
        var errors = new FieldErrors();
        errors.Text(request.MatterCode, "matter_code", 128);
        var department = AuditReading.Department(request.DepartmentCode, call.Caller, errors);
        var months = AuditReading.ReadMonths(request.FromMonth, request.ToMonth, errors);
        errors.ThrowIfAny();

        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var response = new GetStatisticsResponse();
        foreach (var month in months)
        {
            var filter = new StatisticsFilter(month, today, department, AuditReading.Given(request.MatterCode));
            response.Statistics.AddRange(
                StatisticWriting.Write(month, await audit.ReadStatisticsAsync(filter, context.CancellationToken)));
        }

        return response;
    });

    /// <inheritdoc/>
    public override Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context) => GuardAsync(async () =>
    {
        using var call = admission.Admit(context, Scopes.Audit);
        var errors = new FieldErrors();
        var department = AuditReading.Department(request.DepartmentCode, call.Caller, errors);
        var month = AuditReading.ReadMonth(request.Month, "month", errors);
        var size = Pages.Size(request.PageSize, errors);
        var after = Pages.Place(request.PageToken, errors);
        errors.ThrowIfAny();

        var filter = new FindingFilter(month!.Value, ChinaTime.DateOf(clock.GetUtcNow()), department, after);
        var (findings, next) = Pages.Cut(
            await audit.ReadFindingsAsync(filter, size + 1, context.CancellationToken), size, static finding => finding.Position);
        return new ListFindingsResponse { Findings = { findings.Select(AuditWriting.Write) }, NextPageToken = next };
    });

    /// <inheritdoc/>
    public override Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context) => GuardAsync(async () =>
    {
        using var call = admission.Admit(context, Scopes.Audit);
        var errors = new FieldErrors();
        var department = AuditReading.Department(request.DepartmentCode, call.Caller, errors);
        var size = Pages.Size(request.PageSize, errors);
        var after = Pages.Place(request.PageToken, errors);
        errors.ThrowIfAny();

        var read = ValueOf(await notices.ListAsync(department, request.IncludeAcknowledged, after, size + 1, context.CancellationToken));
        var (page, next) = Pages.Cut(read, size, static notice => notice.Position);
        return new ListNoticesResponse { Notices = { page.Select(AuditWriting.Write) }, NextPageToken = next };
    });

    /// <inheritdoc/>
    public override Task<AcknowledgeNoticeResponse> AcknowledgeNotice(AcknowledgeNoticeRequest request, ServerCallContext context) =>
        GuardAsync(async () =>
        {
            using var call = admission.Admit(context, Scopes.Audit);
            var errors = new FieldErrors();
            errors.Known(request.Kind, "kind", required: true);
            errors.Text(request.EntryId, "entry_id", 128, required: true);
            errors.Text(request.OperatorId, "operator_id", 128, required: true);
            var department = AuditReading.Department(request.DepartmentCode, call.Caller, errors) ?? "";
            errors.ThrowIfAny();

            var name = new NoticeName((Audit.NoticeKind)request.Kind, request.EntryId, request.Revision, department);
            var acknowledgement = new Acknowledgement(clock.GetUtcNow(), request.OperatorId);
            var notice = ValueOf(await notices.AcknowledgeAsync(name, acknowledgement, context.CancellationToken));
            return new AcknowledgeNoticeResponse { Notice = AuditWriting.Write(notice) };
        });

    /// <inheritdoc/>
    public override Task<VerifyLogResponse> VerifyLog(VerifyLogRequest request, ServerCallContext context) => GuardAsync(async () =>
    {
        using var call = admission.Admit(context, Scopes.Audit);
        var errors = new FieldErrors();
        var span = LogMapping.Read(request, errors);
        errors.ThrowIfAny();
        return LogMapping.Write(await log.VerifyAsync(span, progress: null, context.CancellationToken));
    });

    private static void ThrowIfNotAllowed(SubjectCode code, Caller caller)
    {
        if (CheckPermissions.FaultOf(code, "subject", caller.Grants) is { } refusal)
            throw FailureStatus.ToException(refusal);
    }

    private async ValueTask<SubjectKey> KeyOfAsync(SubjectCode code, CancellationToken cancellation)
    {
        var key = keys.KeyOf(code);
        return key.IsOldCode ? await registry.ResolveAliasAsync(key, Knowledge.Now, cancellation) ?? key : key;
    }

    /// <summary>Persons are shown by the code that the registry holds sealed; one that it does not know has none to show.</summary>
    private async Task<AuditWriting> WritingAsync(IReadOnlyList<Audit.RegisteredCheck> checks, CancellationToken cancellation)
    {
        var persons = checks.Select(static check => check.Subject ?? default).Where(static key => key.IsPerson).ToHashSet();
        if (persons.Count == 0)
            return new AuditWriting(static key => SubjectWriting.Write(key.Organisation!.Value));
        var identities = await registry.ReadIdentitiesAsync(persons, cancellation);
        return new AuditWriting(key =>
            key.Organisation is { } code ? SubjectWriting.Write(code)
            : identities.TryGetValue(key, out var identity) ? SubjectWriting.Write(keys.Open(identity))
            : new Subject());
    }

    private static T ValueOf<T>(Domain.Outcome<T> outcome)
        where T : class
        => outcome.Value ?? throw FailureStatus.ToException(outcome.Failure!);

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: an empty list would say that nothing happened.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
        catch (RegisterUnavailableException exception)
        {
            // The same for the register.
            throw FailureStatus.ToException(FlowFailures.Of(exception));
        }
    }
}
