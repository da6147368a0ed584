using Verify.Domain;

namespace Verify.Simulation;

/// <summary>Holds every answer, at the instant at which it leaves, to the promises; knows the truth and the real time.</summary>
internal sealed class Judge(World world)
{
    private readonly List<(SubjectKey Subject, long Revision)> _lifted = [];

    /// <summary>Answers held to the promises, by worth.</summary>
    public long[] Answers { get; } = new long[Enum.GetValues<Worth>().Length];

    /// <summary>Firm answers that show something adverse.</summary>
    public long Adverse { get; private set; }

    /// <summary>Lifts acknowledged.</summary>
    public long Lifts => _lifted.Count;

    /// <summary>A lift was acknowledged.</summary>
    public void Acknowledged(SubjectKey subject, long revision) => _lifted.Add((subject, revision));

    public void Leaves(Process process, Check check, Answer answer)
    {
        Answers[(int)answer.Worth]++;
        world.Note(What.Answered, process.Machine.Number, (long)answer.Worth, answer.View?.Revision ?? -1);
        if (answer.Worth is Worth.Undetermined or Worth.Unavailable)
            return;

        var watermark = answer.View!.Watermark!.Value;
        var asked = process.Machine.RealOf(watermark.Asked);
        Holds(world.Registry.HeadAt(asked) <= watermark.Revision, "a change committed before proven_at is not in the answer");
        foreach (var dossier in answer.Dossiers)
            IsTrue(dossier, watermark.Revision);
        if (answer.Worth == Worth.Old)
        {
            Holds(answer.Dossiers.All(static dossier => dossier.IsClean), "something adverse is shown that was not proven");
            return;
        }

        Adverse += answer.Dossiers.Any(IsListed) ? 1 : 0;
        Holds(watermark.Revision >= check.AtLeast, "the answer is older than the token asks for");
        Holds(answer.LastSync == world.Registry.LastSync(World.Source, watermark.Revision, check.By), "the source was last heard from at another instant");
        foreach (var (subject, revision) in _lifted)
        {
            if (revision > watermark.Revision && answer.Dossiers.FirstOrDefault(dossier => dossier.Subject == subject) is { } before)
                Holds(false, $"the answer is {(IsListed(before) ? "adverse and " : "")}from before lift {revision}, which was acknowledged");
        }

        // By the fastest and the slowest clock that there may be.
        Holds(world.Timeline.Now - asked <= (world.Pace.Lease * 1_001 / 1_000) + 10, "the answer is firm and older than the lease");
    }

    private void IsTrue(Dossier dossier, long revision)
    {
        var facts = world.Registry.Read(dossier.Subject, revision).OrderBy(static fact => fact.OccurredAt).ThenBy(static fact => fact.Revision);
        Holds(dossier.Facts.Select(Name).SequenceEqual(facts.Select(Name)), "what is told of a subject is not what was recorded");

        // What is kept are facts and no verdict: before midnight and after it, they say what the truth says then.
        if (Answers.Sum() % 8 == 0)
        {
            var truth = Dossier.Fold(dossier.Subject, revision, facts);
            foreach (var hours in (ReadOnlySpan<int>)[0, 24])
                Holds(StatesOf(dossier, hours).SequenceEqual(StatesOf(truth, hours)), "an entry does not stand as it should on a day");
        }

        static (long, DateTimeOffset, string) Name(RecordedFact fact) => (fact.Revision, fact.OccurredAt, fact.DocumentNumber);
    }

    private static bool IsListed(Dossier dossier) => StatesOf(dossier, 0).Contains(EntryState.Listed);

    private static IEnumerable<EntryState> StatesOf(Dossier dossier, int hours)
    {
        var now = Machine.Beginning.AddHours(hours);
        return dossier.Entries.Select(entry => entry.At(now.AddHours(1)).StateOn(ChinaTime.DateOf(now)));
    }

    private void Holds(bool promise, string broken)
    {
        // Without a lease nothing is within it; what is looked for then is what it is for.
        if (!promise && (world.Sabotage != Sabotage.NoLease || broken.StartsWith("the answer is adverse", StringComparison.Ordinal)))
            throw new BrokenPromiseException(broken);
    }
}
