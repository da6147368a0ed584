using Verify.V1;

namespace Verify.Client.Calls;

/// <summary>
/// The highest revision that a client has seen, in an answer or as the receipt of what it recorded. Sent as <c>at_least</c>, it keeps
/// what the client is told from going back, whichever address answers.
/// </summary>
internal sealed class RevisionMemory(bool isOn)
{
    private long _seen;

    public long Seen => Interlocked.Read(ref _seen);

    public void Forget() => Interlocked.Exchange(ref _seen, 0);

    public void Note(long revision)
    {
        for (var seen = Seen; revision > seen; seen = Seen)
        {
            if (Interlocked.CompareExchange(ref _seen, revision, seen) == seen)
                return;
        }
    }

    public void NoteReply(object reply) => Note(reply switch
    {
        CheckResponse answer => answer.Freshness?.Revision ?? 0,
        BatchCheckResponse batch => batch.Items.Count == 0 ? 0 : batch.Items.Max(static item => item.Answer?.Freshness?.Revision ?? 0),
        RecordResponse recorded => recorded.Revision,
        ImportResponse imported => imported.LastRevision,
        _ => 0,
    });

    /// <summary>What to ask for instead: the same where the question says itself how fresh, or is about the past.</summary>
    public Consistency? ConsistencyFor(CheckRequest question) =>
        isOn && Seen is > 0 and var seen && question is { Consistency: null, AsOf: null, KnownAt: null }
            ? new Consistency { AtLeast = new AtLeast { Revision = seen } }
            : question.Consistency;
}
