using Verify.Domain;
using Verify.Registry;

namespace Verify.Simulation;

/// <summary>Who checks and who records, at whichever instance they come to.</summary>
internal sealed class Callers(World world)
{
    private static readonly Catalogue Catalogue = new("simulated", new CatalogueRows());
    private static readonly Recorder Officer = new("11520599", "officer");

    private readonly Chance _chance = world.Timeline.Chance;
    private readonly Timeline _timeline = world.Timeline;
    private int _written;
    private long _lastRevision;
    private bool _over;
    private int _expected;
    private int _firm;
    private int _liftsExpected;
    private int _liftsInTime;

    public void Begin()
    {
        Again(world.Pace.Lease / 6, Check);
        Again(world.Pace.Lease / 2, Write);
    }

    public void End() => _over = true;

    /// <summary>With everything in order, every instance must answer firmly, and a lift be acknowledged in time.</summary>
    public void AskEverybodyOnceMore()
    {
        foreach (var process in world.Processes)
        {
            foreach (var subject in world.Subjects)
            {
                _expected++;
                process.Begin(() => ConfirmAsync(process, subject));
            }
        }

        _liftsExpected++;
        var writer = _chance.Of(world.Processes);
        var began = _timeline.Now;
        writer.Begin(async () =>
        {
            var options = world.Pace.Options;
            await RecordAsync(writer, Draft(writer, world.Subjects[0], lift: true), CancellationToken.None);
            if (_timeline.Now - began <= ((options.Lease + options.LeaseMargin).Ticks * 1_001 / 1_000) + world.Pace.Attempt + (world.Pace.Lease / 2))
                _liftsInTime++;
        });
    }

    public void HoldThatAllIsWell()
    {
        if (_firm < _expected)
            throw new BrokenPromiseException($"with all faults over, {_firm} of {_expected} answers are firm");
        if (_liftsInTime < _liftsExpected)
            throw new BrokenPromiseException("with all faults over, a lift is not acknowledged in time");
    }

    private void Again(long every, Action act) => _timeline.In(_chance.Between(1, every * 2), () =>
    {
        if (_over)
            return;
        act();
        Again(every, act);
    });

    private void Check()
    {
        var process = _chance.Of(world.Processes);
        if (process.IsServing)
            process.Begin(() => CheckAsync(process));
    }

    private async Task CheckAsync(Process process)
    {
        using var deadline = _chance.OneIn(8) ? new CancellationTokenSource(Some(world.Pace.Attempt), process.Clock) : null;
        SubjectKey[] subjects = _chance.OneIn(4) ? world.Subjects : [_chance.Of(world.Subjects)];
        var check = new Check(process, subjects, _chance.Of(world.Subjects), deadline?.Token ?? CancellationToken.None)
        {
            AtLeast = _chance.OneIn(6) ? _lastRevision : 0,
            Latest = _chance.OneIn(12),
            MaxStaleness = _chance.OneIn(3) ? TimeSpan.FromTicks(_chance.Between(0, world.Pace.Lease * 10)) : null,
            RegisterTakes = TimeSpan.FromTicks(_chance.Delay(world.Pace.Lease / 1_000, world.Pace.Lease * 3 / 2)),
        };
        process.Busy++;
        try
        {
            await check.AnswerAsync((check, answer) => world.Judge.Leaves(process, check, answer));
        }
        catch (OperationCanceledException) when (deadline?.IsCancellationRequested == true)
        {
            // The caller has gone.
        }
        finally
        {
            process.Busy--;
        }
    }

    private async Task ConfirmAsync(Process process, SubjectKey subject)
    {
        var check = new Check(process, [subject], subject, CancellationToken.None);
        await check.AnswerAsync((check, answer) =>
        {
            world.Judge.Leaves(process, check, answer);
            if (answer.Worth == Worth.Firm)
                _firm++;
        });
    }

    private void Write()
    {
        var process = _chance.Of(world.Processes);
        if (!process.IsServing)
            return;
        if (_chance.OneIn(4))
        {
            world.Registry.Add(World.SomebodyElse, "penalty_recorded", _chance.Below(20) + 1);
            return;
        }

        var subject = _chance.Of(world.Subjects);
        var draft = _chance.OneIn(8) ? Draft(process, World.Source, lift: false) : Draft(process, subject, world.Registry.IsListed(subject));
        process.Begin(() => WriteAsync(process, draft));
    }

    private async Task WriteAsync(Process process, FactDraft draft)
    {
        // Whoever gets no answer in time asks again, with the same request id and perhaps elsewhere.
        using var deadline = new CancellationTokenSource(Some(world.Pace.Attempt * 4), process.Clock);
        process.Busy++;
        var done = await RecordAsync(process, draft, deadline.Token);
        process.Busy--;
        if (done || _over)
            return;
        var next = _chance.Of(world.Processes);
        if (next.IsServing)
            next.Begin(() => WriteAsync(next, draft));
    }

    private async Task<bool> RecordAsync(Process process, FactDraft draft, CancellationToken cancellation)
    {
        world.Note(What.Written, process.Machine.Number, draft.Fact is EntryAdvanced ? 1 : 0);
        try
        {
            var recording = world.Sabotage == Sabotage.NoWaiting
                ? Unwaited(await process.Recording.RecordAsync([draft], Catalogue, cancellation))
                : (await process.Recording.RecordAsync(draft, Catalogue, cancellation)).Value?.Revision;
            if (recording is not { } revision)
                return false;
            _lastRevision = Math.Max(_lastRevision, revision);
            if (draft.Fact is EntryAdvanced)
            {
                world.Note(What.Acknowledged, process.Machine.Number, revision);
                world.Judge.Acknowledged(draft.Subject, revision);
            }

            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or StoreUnavailableException)
        {
            world.Note(What.NotAcknowledged, process.Machine.Number);
            return false;
        }
    }

    private static long? Unwaited(IReadOnlyList<AppendOutcome> outcomes) => ((AppendOutcome.Recorded)outcomes[0]).Revision;

    private FactDraft Draft(Process process, SubjectKey subject, bool lift)
    {
        var number = ++_written;
        var entry = $"entry {subject.Value} {world.Registry.Count(subject) / 2}";
        Fact fact = subject.IsSource ? new SourceSynced("COURT")
            : lift ? new EntryAdvanced(entry, EntryState.Removed, "")
            : new EntryListed(entry) { ListKind = "BLACK", StartOn = new DateOnly(2026, 1, 1), EndOn = new DateOnly(2026, 6, 14) };
        return new FactDraft($"request {number}", [], subject, process.Clock.GetUtcNow(), Officer, $"document {number}", fact, []);
    }

    private TimeSpan Some(long most) => TimeSpan.FromTicks(_chance.Between(1, most));
}
