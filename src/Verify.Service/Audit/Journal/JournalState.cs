namespace Verify.Audit.Journal;

/// <summary>How the journal of this process fares, for health and metrics. Numbers count since the process began.</summary>
/// <param name="PendingBytes">What the store does not have yet.</param>
/// <param name="Oldest">How long the oldest of it has waited.</param>
/// <param name="Queued">Records that wait for the disk.</param>
/// <param name="Records">Records written.</param>
/// <param name="Groups">Groups in which they were.</param>
/// <param name="IsWritable">Whether the last group could be written.</param>
/// <param name="IsShipping">Whether the store took what was last offered.</param>
public sealed record JournalState(
    long PendingBytes, TimeSpan Oldest, int Queued, long Records, long Groups, bool IsWritable, bool IsShipping);
