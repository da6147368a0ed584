using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>A fact of a stream as it was read.</summary>
/// <param name="RequestId">Its request id, for the one who sent it.</param>
/// <param name="Reading">The draft, or everything that is wrong with it.</param>
public readonly record struct StreamedFact(string RequestId, Outcome<FactDraft> Reading);

/// <summary>Facts that came in one message.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Catalogue">The catalogue in force when they came.</param>
public sealed record FactBatch(IReadOnlyList<StreamedFact> Facts, Catalogue Catalogue);

/// <summary>A fact that was not recorded.</summary>
/// <param name="Index">Position in the whole stream, from 0.</param>
/// <param name="RequestId">Its request id.</param>
/// <param name="Failure">Why not.</param>
public sealed record FactReject(long Index, string RequestId, Failure Failure);

/// <summary>
/// The story of a stream of facts: read (Transport) -> admit and append batch by batch, each in one transaction -> at the end, wait
/// until no instance answers from before what could be in somebody's favour -> tell what became of each. What has been appended stays when the stream breaks; request ids make sending it again harmless.
/// </summary>
public sealed class FactStreamFlow(RecordFlow recording)
{
    /// <summary>Takes a stream to its end.</summary>
    public async Task<Outcome<FactTally>> RunAsync(IAsyncEnumerable<FactBatch> batches, CancellationToken cancellation)
    {
        var tally = new FactTally();
        try
        {
            var lifted = 0L;
            await foreach (var batch in batches.WithCancellation(cancellation))
                lifted = Math.Max(lifted, await TakeAsync(batch, tally, cancellation));
            if (lifted > 0)
                await recording.AcknowledgeAsync(lifted, cancellation);
            return tally;
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: nothing of the batch at hand was recorded, everything before it was.
            return FlowFailures.StoreUnavailable;
        }
    }

    /// <returns>The last revision of a fact that could be in somebody's favour; 0 where there was none.</returns>
    private async Task<long> TakeAsync(FactBatch batch, FactTally tally, CancellationToken cancellation)
    {
        var drafts = batch.Facts.Select(static fact => fact.Reading.Value).OfType<FactDraft>().ToArray();
        var outcomes = drafts.Length > 0 ? await recording.RecordAsync(drafts, batch.Catalogue, cancellation) : [];
        var (next, lifted) = (0, 0L);
        foreach (var (requestId, reading) in batch.Facts)
        {
            if (reading.Value is not { } draft)
            {
                tally.Reject(requestId, reading.Failure!);
            }
            else if (outcomes[next++] is AppendOutcome.Recorded recorded)
            {
                tally.Record(recorded);
                if (Favour.IsPossible(draft.Fact))
                    lifted = Math.Max(lifted, recorded.Revision);
            }
            else
            {
                tally.Reject(requestId, FlowFailures.Of(outcomes[next - 1], requestId));
            }
        }

        return lifted;
    }
}
