using System.Globalization;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

/// <summary>ListDue, page by page. Today is the clock's: nothing is written when a day passes.</summary>
public sealed class DueList(IRegistryStore store, SubjectKeys keys, TimeProvider clock)
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    /// <summary>Reads a page.</summary>
    public async Task<ListDueResponse> ReadAsync(ListDueRequest request, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        errors.Text(request.DepartmentCode, "department_code", 64);
        var dueBy = errors.Date(request.DueBy, "due_by") ?? DateOnly.MaxValue;
        if (request.PageSize < 0)
            errors.Add("page_size", "Not negative.");
        if (CursorOf(request.PageToken) is not { } after)
        {
            errors.Add("page_token", "Not a next_page_token of this service.");
            after = default;
        }

        if (!errors.IsEmpty)
            throw FailureStatus.ToException(errors.ToFailure());

        var size = request.PageSize == 0 ? UsualPage : Math.Min(request.PageSize, LargestPage);
        try
        {
            // One more than asked for tells whether there is a next page.
            var due = await store.ReadObligationsAsync(new ObligationQuery(request.DepartmentCode, dueBy, after, size + 1), cancellation);
            var page = due.Take(size).ToArray();
            var response = new ListDueResponse { NextPageToken = due.Count > size ? TokenOf(page[^1]) : "" };
            response.Obligations.AddRange(await WriteAsync(page, cancellation));
            return response;
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

    private static string TokenOf(OpenObligation last) => string.Create(CultureInfo.InvariantCulture, $"{last.Day:O}.{last.Sequence}");

    private static ObligationCursor? CursorOf(string token)
    {
        if (token.Length == 0)
            return ObligationCursor.Start;
        return token.Split('.') is [var day, var sequence]
            && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new ObligationCursor(date, number)
                : null;
    }
}
