using Verify.Domain;

namespace Verify.Transport;

/// <summary>When a fact took effect where its author does not say: on its own date, if it has one that has passed, else now.</summary>
public static class EffectiveInstant
{
    /// <summary>The instant of a fact.</summary>
    public static DateTimeOffset Of(Fact fact, DateTimeOffset now)
    {
        DateOnly? date = fact switch
        {
            SubjectRegistered registered => registered.EstablishedOn,
            RelationRecorded relation => relation.From,
            EntryListed listed => listed.StartOn,
            PenaltyRecorded penalty => penalty.DecidedOn,
            GradeRecorded grade => grade.GradedOn,
            CommitmentBreached breached => breached.BreachedOn,
            ActDecided act => act.DecidedOn,
            ActPublished published => published.PublishedOn,
            _ => null,
        };
        return date is { } day && ChinaTime.StartOf(day) is var start && start < now ? start : now;
    }
}
