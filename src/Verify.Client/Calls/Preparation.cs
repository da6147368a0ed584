using Verify.V1;

namespace Verify.Client.Calls;

/// <summary>
/// What a request lacks before it can be sent, and sent again: the revision that its answer must not be older than, the id by which a
/// second copy is known for one. The caller's own message is never changed.
/// </summary>
internal static class Preparation
{
    public static TRequest Of<TRequest>(TRequest request, RevisionMemory memory)
        where TRequest : class => request switch
        {
            CheckRequest check => (TRequest)(object)Fresh(check, memory),
            BatchCheckRequest { Context: { } context } batch => (TRequest)(object)Fresh(batch, context, memory),
            RecordRequest { RequestId: "" } record => (TRequest)(object)new RecordRequest(record) { RequestId = NewId() },
            ReportOutcomeRequest { RequestId: "" } report => (TRequest)(object)new ReportOutcomeRequest(report) { RequestId = NewId() },
            _ => request,
        };

    public static CheckRequest Fresh(CheckRequest check, RevisionMemory memory)
    {
        // Under an id of the caller's the same body brings the same answer, so it stays as it is.
        var consistency = check.RequestId.Length > 0 ? check.Consistency : memory.ConsistencyFor(check);
        return ReferenceEquals(consistency, check.Consistency) ? check : new CheckRequest(check) { Consistency = consistency };
    }

    private static BatchCheckRequest Fresh(BatchCheckRequest batch, CheckRequest context, RevisionMemory memory)
    {
        var fresh = Fresh(context, memory);
        return ReferenceEquals(fresh, context) ? batch : new BatchCheckRequest(batch) { Context = fresh };
    }

    private static string NewId() => Guid.CreateVersion7().ToString();
}
