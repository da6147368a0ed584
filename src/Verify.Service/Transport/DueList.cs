using System.Globalization;
using Verify.Callers;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

/// <summary>ListDue, page by page. Today is the clock's: nothing is written when a day passes.</summary>
public sealed class DueList(IRegistryStore store, SubjectKeys keys, TimeProvider clock)
{
    /// <summary>Reads a page.</summary>
    public async Task<ListDueResponse> ReadAsync(ListDueRequest request, Caller caller, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var department = AuditReading.Department(request.DepartmentCode, caller, errors) ?? "";
        var dueBy = errors.Date(request.DueBy, "due_by") ?? DateOnly.MaxValue;
        var size = Pages.Size(request.PageSize, errors);
        var after = CursorOf(Pages.Place(request.PageToken, errors), errors);
        errors.ThrowIfAny();

        try
        {
            var read = await store.ReadObligationsAsync(new ObligationQuery(department, dueBy, after, size + 1), cancellation);
            var (page, next) = Pages.Cut(
                read, size, static last => string.Create(CultureInfo.InvariantCulture, $"{last.Day:O}.{last.Sequence}"));
            return new ListDueResponse { Obligations = { await WriteAsync([.. page], cancellation) }, NextPageToken = next };
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: an empty page would say that nothing is due.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
    }

    private async Task<IEnumerable<Obligation>> WriteAsync(OpenObligation[] page, CancellationToken cancellation)
    {
        var identities = await store.ReadIdentitiesAsync([.. page.Select(static due => due.Subject).Distinct()], cancellation);
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        return page.Select(due => new Obligation
        {
            Kind = (V1.ObligationKind)due.Kind,
            Id = due.Id,
            Subject = identities.TryGetValue(due.Subject, out var identity) ? SubjectWriting.Write(keys.Open(identity)) : null,
            DueOn = due.Day.ToString("O", CultureInfo.InvariantCulture),
            Overdue = due.Day < today,
            DepartmentCode = due.Department,
        });
    }

    private static ObligationCursor CursorOf(string place, FieldErrors errors)
    {
        if (place.Length == 0)
            return ObligationCursor.Start;
        if (place.Split('.') is [var day, var sequence]
            && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new ObligationCursor(date, number);
        }

        errors.Add("page_token", "Not a next_page_token of this list.");
        return default;
    }
}
