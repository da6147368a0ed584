using Verify.V1;

namespace Verify.Client;

/// <summary>An answer that says something else than the one before about the same subject.</summary>
/// <typeparam name="T">What the application watches: a bidder, a row, a <see cref="Subject"/>.</typeparam>
/// <param name="Item">The one watched.</param>
/// <param name="Answer">The answer from now on; null where it can no longer be verified.</param>
/// <param name="Error">Why it cannot be verified; null where there is an answer.</param>
/// <param name="Revision">Registry revision of the fact behind the change; where time alone changed it, the last by then.</param>
/// <param name="Reached">
/// Where to resume once this change has been dealt with: nothing is missed, and at most what was recorded at the same moment comes again.
/// Null until the first answers are complete.
/// </param>
public sealed record Watched<T>(T Item, CheckResponse? Answer, VerifyError? Error, long Revision, WatchPoint? Reached)
    : Checked<T>(Item, Answer, Error);
