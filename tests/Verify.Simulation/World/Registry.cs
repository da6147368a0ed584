using Verify.Domain;
using Verify.Registry;

namespace Verify.Simulation;

/// <summary>The truth: what the store holds, and when it was committed.</summary>
internal sealed class Registry(Timeline timeline)
{
    private readonly List<Change> _changes = [];
    private readonly Dictionary<SubjectKey, List<RecordedFact>> _facts = [];
    private readonly Dictionary<string, RecordedFact> _requests = new(StringComparer.Ordinal);

    /// <summary>The last revision.</summary>
    public long Head { get; private set; }

    /// <summary>Instances on the roll.</summary>
    public List<EnrolledInstance> Roll { get; } = [];

    /// <summary>Commits a fact, unless the request was committed before.</summary>
    public AppendOutcome Append(FactDraft draft)
    {
        if (_requests.TryGetValue(draft.RequestId, out var earlier))
            return new AppendOutcome.Recorded(earlier.Revision, earlier.RecordedAt, Repeated: true);
        var recorded = new RecordedFact(
            Head + 1, draft.Subject, draft.OccurredAt, draft.OccurredAt, draft.RecordedBy, draft.DocumentNumber, draft.Fact);
        _requests.Add(draft.RequestId, recorded);
        FactsOf(draft.Subject).Add(recorded);
        Add(draft.Subject, FactCodec.NameOf(draft.Fact), 1);
        timeline.Trace.Note(timeline.Now, What.Committed, -1, Head, draft.Fact is EntryAdvanced ? 1 : 0);
        return new AppendOutcome.Recorded(recorded.Revision, recorded.RecordedAt, Repeated: false);
    }

    /// <summary>Commits changes about a subject of which nobody asks.</summary>
    public void Add(SubjectKey subject, string type, int count)
    {
        _changes.Add(new Change(Head + 1, count, subject, type, timeline.Now));
        Head += count;
    }

    /// <summary>The last revision that had been committed at an instant.</summary>
    public long HeadAt(long instant)
    {
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            if (_changes[i].At <= instant)
                return _changes[i].Last;
        }

        return 0;
    }

    /// <summary>The facts about a subject up to a revision, by revision.</summary>
    public IEnumerable<RecordedFact> Read(SubjectKey subject, long revision) => FactsOf(subject).Where(fact => fact.Revision <= revision);

    /// <summary>Whether the last thing recorded about a subject is a listing.</summary>
    public bool IsListed(SubjectKey subject) => FactsOf(subject) is [.., { Fact: EntryListed }];

    /// <summary>How many facts there are about a subject.</summary>
    public int Count(SubjectKey subject) => FactsOf(subject).Count;

    /// <summary>When a source was last heard from, as known at a revision.</summary>
    public DateTimeOffset? LastSync(SubjectKey source, long revision, DateTimeOffset by) =>
        Read(source, revision).Where(fact => fact.OccurredAt <= by).Max(static fact => (DateTimeOffset?)fact.OccurredAt);

    public List<RecordedChange> ReadChangesAfter(long revision, int count)
    {
        var page = new List<RecordedChange>();
        foreach (var change in _changes)
        {
            for (var at = Math.Max(change.First, revision + 1); at <= change.Last && page.Count < count; at++)
                page.Add(new RecordedChange(at, change.Subject, change.Type));
        }

        return page;
    }

    private List<RecordedFact> FactsOf(SubjectKey subject)
    {
        if (!_facts.TryGetValue(subject, out var facts))
            _facts.Add(subject, facts = []);
        return facts;
    }

    private readonly record struct Change(long First, int Count, SubjectKey Subject, string Type, long At)
    {
        public long Last => First + Count - 1;
    }
}
