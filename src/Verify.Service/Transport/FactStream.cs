using System.Runtime.CompilerServices;
using Grpc.Core;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;

namespace Verify.Transport;

/// <summary>The messages of Import become batches of read facts, and the tally of the flow its response.</summary>
public sealed class FactStream(DraftReading drafts, Caller caller, CatalogLibrary catalogs, HeavyGate heavy, TimeProvider clock)
{
    /// <summary>Most facts in one message.</summary>
    public const int MaxFacts = 1_000;

    private const int MaxRequestId = 128;

    /// <summary>Reads batch by batch, as they come: the sender is slowed down to the pace of the store.</summary>
    public async IAsyncEnumerable<FactBatch> ReadAsync(
        IAsyncStreamReader<ImportRequest> messages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await messages.MoveNext(cancellation))
        {
            var facts = messages.Current.Facts;
            if (facts.Count > MaxFacts)
                throw FailureStatus.ToException(FieldErrors.LimitExceeded(facts.Count, "facts", MaxFacts));

            // Held until the next message is asked for, when this one has been recorded.
            var place = await heavy.EnterAsync(caller.Id, cancellation);
            using var held = place.Value ?? throw FailureStatus.ToException(place.Failure!);
            var now = clock.GetUtcNow();
            var catalogue = catalogs.InForceNow().Catalogue;
            yield return new FactBatch([.. facts.Select(fact => new StreamedFact(Cut(fact.RequestId), drafts.Read(fact, caller, catalogue, now)))], catalogue);
        }
    }

    /// <summary>Writes what became of a stream.</summary>
    public static ImportResponse Write(FactTally tally) => new()
    {
        Received = tally.Received,
        Recorded = tally.Recorded,
        Repeated = tally.Repeated,
        Rejected = tally.Rejected,
        Rejects = { tally.Rejects.Select(Write) },
        LastRevision = tally.LastRevision,
    };

    private static ImportReject Write(FactReject reject)
    {
        var failure = reject.Failure;
        FieldViolation[] violations = failure.Violations.IsEmpty
            ? [new FieldViolation("", failure.Message, failure.Reason)]
            : [.. failure.Violations];
        var reasons = violations
            .Select(static violation => new ImportRejectReason
            {
                Reason = (ErrorReason)violation.Reason,
                Field = violation.Field,
                Message = violation.Message,
            })
            .ToArray();
        // The details of a failure are those of its reason, which need not be the first.
        var detailed = reasons.First(reason => reason.Reason == (ErrorReason)failure.Reason);
        foreach (var (key, value) in failure.Metadata)
            detailed.Metadata[key] = value;
        return new ImportReject { Index = reject.Index, RequestId = reject.RequestId, Reasons = { reasons } };
    }

    private static string Cut(string requestId) => requestId.Length <= MaxRequestId ? requestId : requestId[..MaxRequestId];
}
