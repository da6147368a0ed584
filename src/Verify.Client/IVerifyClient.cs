using Verify.V1;

namespace Verify.Client;

/// <summary>
/// Asks Verify and tells it what became of the answers. Safe for any number of threads; one serves a whole application. In tests,
/// <see cref="Testing.FakeVerifyClient"/> stands in for the service.
/// </summary>
/// <remarks>
/// Every method throws <see cref="VerifyException"/> where nothing could be verified, and <see cref="OperationCanceledException"/> where
/// its token was cancelled. A "no" is an answer.
/// </remarks>
public interface IVerifyClient
{
    /// <summary>Highest registry revision that this client has seen; 0 for none. Later checks are answered from no earlier.</summary>
    long RevisionSeen { get; }

    /// <summary>Asks about one subject, or a consortium, in one matter.</summary>
    /// <param name="request">The question. It is asked again where an address fails; the register then holds each time that it was asked.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellation = default);

    /// <summary>Asks about up to 1,000 in one call.</summary>
    /// <param name="context">The question, without <c>subject</c> and <c>members</c>.</param>
    /// <param name="items">Whom to ask about; the same one twice is fine.</param>
    /// <param name="subjectOf">The subject that an item stands for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What came of each, in the order of the items.</returns>
    Task<IReadOnlyList<Checked<T>>> BatchCheckAsync<T>(
        CheckRequest context, IEnumerable<T> items, Func<T, Subject> subjectOf, CancellationToken cancellation = default);

    /// <summary>
    /// Asks about any number through one stream. Items are taken as answers are read, so a slow reader holds up the source. Where the
    /// stream breaks, it goes on elsewhere with what has no answer yet: each item is answered once. Items that the service cannot answer
    /// now (<see cref="VerifyError.IsTransient"/>) are asked about again, as often and after such pauses as calls are, and given back with
    /// their error only then.
    /// </summary>
    /// <param name="context">The question, without <c>subject</c> and <c>members</c>.</param>
    /// <param name="items">Whom to ask about.</param>
    /// <param name="subjectOf">The subject that an item stands for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What came of each, as it comes.</returns>
    IAsyncEnumerable<Checked<T>> ScreenAsync<T>(
        CheckRequest context, IAsyncEnumerable<T> items, Func<T, Subject> subjectOf, CancellationToken cancellation = default);

    /// <summary>
    /// The answers about up to 1,000, and then each that changes, until it is cancelled. Outages are waited out and the watch goes on where
    /// it was: no change is missed and none comes twice.
    /// </summary>
    /// <param name="context">The question, without <c>subject</c>, <c>members</c>, <c>request_id</c>, times and <c>consistency</c>.</param>
    /// <param name="items">Whom to watch.</param>
    /// <param name="subjectOf">The subject that an item stands for.</param>
    /// <param name="resume">Where an earlier watch of the same items had come to (<see cref="Watched{T}.Reached"/>); null for all answers.</param>
    /// <param name="cancellation">Ends the watch.</param>
    IAsyncEnumerable<Watched<T>> WatchAsync<T>(
        CheckRequest context, IReadOnlyList<T> items, Func<T, Subject> subjectOf, WatchPoint? resume = null, CancellationToken cancellation = default);

    /// <summary>Tells what the department did with each measure, and that a case is closed.</summary>
    /// <param name="request">The report. Without a <c>request_id</c> it gets one, so that it is on record once.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ReportOutcomeResponse> ReportOutcomeAsync(ReportOutcomeRequest request, CancellationToken cancellation = default);

    /// <summary>
    /// The signed receipt of a check, for the file of the case. <see cref="Receipts.ReceiptCalls.GetVerifiedReceiptAsync"/> verifies it as
    /// well.
    /// </summary>
    /// <param name="checkId"><c>check_id</c> of the answer, or of a refusal.</param>
    /// <param name="persons">Persons whom the check named, so that those not on record then are shown, masked; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SignedReceipt> GetReceiptAsync(string checkId, IEnumerable<Subject>? persons = null, CancellationToken cancellation = default);

    /// <summary>The one-time notice of a matter: materials, which of them may follow later, time limits, must-check or not.</summary>
    /// <param name="matterCode">Code in the catalogue.</param>
    /// <param name="regionCode">Region of the case; empty for none.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<GetMatterResponse> GetMatterAsync(string matterCode, string regionCode = "", CancellationToken cancellation = default);

    /// <summary>Records a fact. Answers to this client are from then on no older.</summary>
    /// <param name="request">The fact. Without a <c>request_id</c> it gets one, so that it is on record once.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<RecordResponse> RecordAsync(RecordRequest request, CancellationToken cancellation = default);
}
