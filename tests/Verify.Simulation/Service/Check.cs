using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Simulation;

/// <summary>What an answer says of its own worth.</summary>
internal enum Worth
{
    /// <summary>Proven.</summary>
    Firm,
    /// <summary>Not proven, nothing adverse, and the caller allowed it to be so old.</summary>
    Old,
    /// <summary>UNDETERMINED: nothing is shown.</summary>
    Undetermined,
    /// <summary>An error: nothing was verified.</summary>
    Unavailable,
}

/// <summary>An answer that has been worked out.</summary>
internal sealed record Answer(Worth Worth, DossierView? View, IReadOnlyList<Dossier> Dossiers, DateTimeOffset? LastSync);

/// <summary>
/// A check, in the steps of <see cref="Flows.CheckFlow"/>: prove, read, decide, look, register, look again, and what to do where that
/// fails. A decision is the dossiers themselves; the register is a while.
/// </summary>
internal sealed class Check(Process process, IReadOnlyList<SubjectKey> subjects, SubjectKey related, CancellationToken cancellation)
{
    // As there.
    private const int AttemptsMax = 2;

    private DossierViews Views => process.Kept.Views;

    public long AtLeast { get; init; }

    public bool Latest { get; init; }

    public TimeSpan? MaxStaleness { get; init; }

    public TimeSpan RegisterTakes { get; init; }

    public DateTimeOffset By { get; } = process.Clock.GetUtcNow();

    /// <summary>Everybody that the answer rests on.</summary>
    public SubjectKey[] RestsOn => [.. subjects, related, World.Source];

    /// <summary>Answers.</summary>
    /// <param name="leaves">Given the answer at the instant at which it leaves: nothing comes between that and the last look.</param>
    public async Task AnswerAsync(Action<Check, Answer> leaves)
    {
        for (var attempt = 0; ; attempt++)
        {
            var decided = attempt < AttemptsMax ? await DecideAsync() : await DecideUnprovenAsync();
            if (await GiveAsync(decided, leaves))
                return;
        }
    }

    private async Task<Answer> DecideAsync()
    {
        try
        {
            if (MaxStaleness is { } allowed && Views.AgeOfKept is var age && age > TimeSpan.Zero && age <= allowed
                && await DecideUnprovenAsync() is { Worth: Worth.Old } unproven)
            {
                return unproven;
            }

            return await DecideAsync(await Views.ProveAsync(AtLeast, Latest, cancellation));
        }
        catch (StoreUnavailableException)
        {
            return await DecideUnprovenAsync();
        }
    }

    private async Task<Answer> DecideUnprovenAsync()
    {
        var unavailable = new Answer(Worth.Unavailable, null, [], null);
        try
        {
            return Views.Kept() is { } kept ? await DecideAsync(kept) : unavailable;
        }
        catch (StoreUnavailableException)
        {
            return unavailable;
        }
    }

    private async Task<Answer> DecideAsync(DossierView view)
    {
        var found = await view.ReadAsync(subjects, cancellation);
        Dossier[] dossiers = [.. found, .. await view.ReadAsync([related], cancellation)];
        var syncs = await view.ReadLastSyncsAsync([World.Source], By, cancellation);
        var worth = view.Revision < AtLeast ? Worth.Unavailable
            : view.IsProven ? Worth.Firm
            : !dossiers.All(static dossier => dossier.IsClean) ? Worth.Undetermined
            : Views.AgeOf(view) <= MaxStaleness ? Worth.Old
            : Worth.Unavailable;
        return new Answer(worth, view, dossiers, syncs[0]);
    }

    private async Task<bool> GiveAsync(Answer answer, Action<Check, Answer> leaves)
    {
        if (answer.Worth != Worth.Unavailable)
        {
            if (!StillStands(answer))
                return false;
            await Task.Delay(RegisterTakes, process.Clock, CancellationToken.None);
            if (!StillStands(answer))
                return false;
        }

        leaves(this, answer);
        return true;
    }

    private bool StillStands(Answer answer) =>
        answer.Worth != Worth.Firm
        || process.World.Sabotage == Sabotage.NoSecondLook
        || Views.StillStands(answer.View!.Watermark!.Value, RestsOn);
}
