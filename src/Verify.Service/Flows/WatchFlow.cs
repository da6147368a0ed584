using System.Runtime.CompilerServices;
using System.Text;
using Verify.Audit;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>
/// The story of a watch. It goes from one watermark of the registry (a revision at an instant) to the next, and at each brings the
/// caller to hold what Check would answer there.
/// <code>
///  (1) Transport    proto request -> watch, limits checked
///  (2) Decisions    what the caller holds already: the answers at the point to resume from     (not registered, they do not leave)
///  (3) Registry     the next watermark: at a later revision, as time changes an answer, or for a heartbeat     (the only waiting)
///  (4) Registry     the facts in between -> the subjects whose answers they could change
///  (5) Decisions    the answers of those at the watermark; what says the same as before is dropped
///  (6) Audit        the register takes the others                                              (no log, no answer)
///  (7) Transport    change -> reply, one at a time as the caller reads; the last brings the watermark
/// </code>
/// Whoever reads slowly holds up nobody else and keeps nothing waiting here: facts wait in the store, and from however many of them
/// the next watermark makes one change a subject.
/// </summary>
public sealed class WatchFlow(
    CheckFlow checks, DossierViews views, CheckRecords records, RecentFacts recent, RevisionSource revisions, CatalogLibrary catalogs)
{
    // Answers that are worked out and registered together, and wait together to be read.
    private const int GroupSize = 128;

    private const int PageSize = 512;

    // Beyond so many facts it is cheaper to ask about everybody than to look whom they are about.
    private const int FactsMax = RecentFacts.KeptMax;

    /// <summary>Why a watch cannot begin; null where it can.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<Failure?> FaultOfAsync(Watch watch, CancellationToken cancellation) =>
        watch.Resume is { } from && (await revisions.ReadAsync(cancellation)).Revision < from.Revision
            ? FlowFailures.RevisionNotReached(from.Revision)
            : null;

    /// <summary>Watches until it is cancelled.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached. Whoever resumes misses nothing.</exception>
    /// <exception cref="RegisterUnavailableException">No log, no answer; whoever resumes misses nothing.</exception>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        Watch watch, IAnswerWriter writer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var held = new WatchLedger(watch.Subjects.Count);
        Watermark? reached = null;
        var at = await revisions.ReadAsync(cancellation);
        await catalogs.RefreshAsync(cancellation);

        // (2)
        if (watch.Resume is { } start)
        {
            var from = new Watermark(start.Revision, start.At ?? await RecordedAtAsync(start.Revision, cancellation));
            foreach (var group in Everybody(held, from).Chunk(GroupSize))
                await DecideAsync(watch, held, group, from, writer, cancellation);
            reached = from;
        }

        var touched = Everybody(held, at);
        var silentUntil = at.At;
        while (true)
        {
            // (5), (6), (7)
            WatchChange? last = null;
            foreach (var group in touched.Chunk(GroupSize))
            {
                var said = await DecideAsync(watch, held, group, at, writer, cancellation);
                await checks.RegisterAsync([.. said.Select(static one => one.Record)], cancellation);
                foreach (var (change, _) in said)
                {
                    if (last is not null)
                        yield return new WatchEvent(reached, last);
                    last = change;
                }
            }

            reached = at;
            if (last is not null || at.At >= silentUntil)
            {
                yield return new WatchEvent(reached, last);
                silentUntil = at.At + watch.Heartbeat;
            }

            // (3)
            var next = await revisions.WaitAsync(at.Revision, held.TurnsAt < silentUntil ? held.TurnsAt.Value : silentUntil, cancellation);

            // (4)
            touched = await TouchedAsync(held, at.Revision, next, cancellation);
            at = next;
        }
    }

    private async Task<DateTimeOffset> RecordedAtAsync(long revision, CancellationToken cancellation)
    {
        var facts = await recent.ReadAfterAsync(Math.Max(revision - 1, 0), 1, cancellation);
        return facts.Count > 0 ? facts[0].RecordedAt : DateTimeOffset.UnixEpoch;
    }

    /// <summary>Those whose answers could have changed since a revision, by the revision of the fact behind it.</summary>
    private async Task<IEnumerable<Touch>> TouchedAsync(WatchLedger held, long since, Watermark at, CancellationToken cancellation)
    {
        if (at.Revision - since > FactsMax)
        {
            await catalogs.RefreshAsync(cancellation);
            return Everybody(held, at);
        }

        var touched = new Dictionary<int, long>();
        while (since < at.Revision)
        {
            var facts = await recent.ReadAfterAsync(since, (int)Math.Min(at.Revision - since, PageSize), cancellation);
            foreach (var fact in facts)
            {
                // Another process may have published it.
                if (fact.Fact is CatalogPublished && catalogs.Publications.All(known => known.Stored.Revision != fact.Revision))
                    await catalogs.RefreshAsync(cancellation);
                foreach (var subject in held.TouchedBy(fact))
                    touched[subject] = fact.Revision;
            }

            since = facts[^1].Revision;
        }

        foreach (var subject in held.TurnedBy(at.At))
            touched[subject] = at.Revision;
        return touched.OrderBy(static one => one.Value).ThenBy(static one => one.Key).Select(static one => new Touch(one.Key, one.Value)).ToArray();
    }

    private static IEnumerable<Touch> Everybody(WatchLedger held, Watermark at) => held.All.Select(subject => new Touch(subject, at.Revision));

    /// <summary>What is to be said at a watermark about those of whom something else was said before, and how it is registered.</summary>
    private async Task<List<(WatchChange Change, CheckRecord Record)>> DecideAsync(
        Watch watch, WatchLedger held, Touch[] touched, Watermark at, IAnswerWriter writer, CancellationToken cancellation)
    {
        var questions = touched.Select(touch => watch.Subjects[touch.Subject].Ask(at)).ToArray();
        var complete = questions.Select(static question => question.Value).OfType<CheckQuestion>().ToArray();
        var answers = new Queue<Decided>(complete.Length > 0 ? await checks.DecideAsync(complete, views.Past(complete[0].Knowledge), cancellation) : []);
        var said = new List<(WatchChange, CheckRecord)>();
        for (var i = 0; i < touched.Length; i++)
        {
            var (subject, revision) = touched[i];
            var decided = questions[i].Failure is { } refusal ? new Decided(refusal, []) : answers.Dequeue();
            var (result, digest, record) = Word(decided.Answer, watch.Subjects[subject], at, writer);
            if (held.Note(subject, digest, decided.RestsOn, TurnsAt(decided.Answer.Value, at)))
                said.Add((new WatchChange(subject, revision, result), record));
        }

        return said;
    }

    private (Outcome<byte[]> Result, byte[] Digest, CheckRecord Record) Word(
        Outcome<CheckAnswer> decided, WatchedSubject subject, Watermark at, IAnswerWriter writer)
    {
        if (decided.Failure is { } failure)
            return (failure, Encoding.UTF8.GetBytes($"{failure.Reason} {failure.Message}"), subject.RefusalOf(failure, at.At));
        var reply = writer.Write(decided.Value!);
        return (reply, writer.DigestOf(reply), records.Of(decided.Value!, reply, writer));
    }

    /// <summary>When time alone could change an answer. What consent allows turns at midnight, and a refusal may rest on consent.</summary>
    private static DateTimeOffset? TurnsAt(CheckAnswer? answer, Watermark at)
    {
        if (answer is not null && !answer.Question.Subjects.Any(static subject => subject.Reading.Code.IsPerson))
            return answer.ValidUntil;
        var midnight = ChinaTime.StartOf(ChinaTime.DateOf(at.At).AddDays(1));
        return answer?.ValidUntil < midnight ? answer.ValidUntil : midnight;
    }

    /// <param name="Subject">Whose answer could have changed.</param>
    /// <param name="Revision">Of the fact behind it.</param>
    private readonly record struct Touch(int Subject, long Revision);
}
