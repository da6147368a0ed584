using System.Collections.Immutable;
using Verify.Decisions;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>Somebody with everything on record: one history for each registration, entry, penalty, commitment or grade.</summary>
internal sealed record Party(SubjectKey Key, DateOnly? BirthDate, ImmutableArray<ImmutableArray<RecordedFact>> Histories)
{
    public Resolution Resolution { get; init; }

    public string? GivenName { get; init; }

    /// <summary>All facts, numbered in the order in which they are told.</summary>
    public IEnumerable<RecordedFact> Facts => Histories
        .SelectMany(static history => history)
        .Select(static (fact, index) => fact with { Revision = index + 1 });

    public Dossier Dossier => Dossier.Fold(Key, Facts.Count(), Facts);

    /// <summary>Entries that could come to be shown, at an instant.</summary>
    public IEnumerable<EntryHistory> EntriesBy(DateTimeOffset asOf) => Dossier.Entries.Where(entry => entry.At(asOf).Listing is not null);

    public Party With(ImmutableArray<RecordedFact> history) => this with { Histories = Histories.Add(history) };

    /// <summary>What had taken effect by an instant, and nothing later.</summary>
    public Party Until(DateTimeOffset asOf) =>
        this with { Histories = [.. Histories.Select(history => history.RemoveAll(fact => fact.OccurredAt > asOf))] };

    /// <summary>The same entries for conduct of another day.</summary>
    public Party ActingOn(DateOnly day)
    {
        return this with { Histories = [.. Histories.Select(Redated)] };

        ImmutableArray<RecordedFact> Redated(ImmutableArray<RecordedFact> history) =>
            [.. history.Select(fact => fact with { Fact = Dated(fact.Fact) })];

        Fact Dated(Fact fact) => fact switch
        {
            EntryListed listing => listing with { OccurredOn = day },
            ObjectionDecided { Correction: { } correction } decided => decided with { Correction = correction with { OccurredOn = day } },
            _ => fact,
        };
    }

    /// <summary>Smaller ones: without a history, or with one cut short.</summary>
    public IEnumerable<Party> Smaller()
    {
        for (var i = 0; i < Histories.Length; i++)
        {
            yield return this with { Histories = Histories.RemoveAt(i) };
            if (Histories[i].Length > 1)
                yield return this with { Histories = Histories.SetItem(i, Histories[i].RemoveAt(Histories[i].Length - 1)) };
        }

        if (GivenName is not null)
            yield return this with { GivenName = null };
        if (Resolution != Resolution.Direct)
            yield return this with { Resolution = Resolution.Direct };
    }

    public override string ToString() => $"""
        {Key} born {BirthDate} {Resolution} called {GivenName}
        {string.Join('\n', Histories.Select(TextOf))}
        """;

    private static string TextOf(ImmutableArray<RecordedFact> history) =>
        "  - " + string.Join("\n    ", history.Select(static fact => $"{fact.OccurredAt:o} {fact.Fact}"));
}

/// <summary>Somebody who stands in a role to the subject.</summary>
internal sealed record Kin(Role Role, Party Party, DateOnly? From, DateOnly? To)
{
    public RelatedApplicant Related => new(Role, Party.Dossier, Party.BirthDate, From, To);

    public override string ToString() => $"{Role} {From}..{To} {Party}";
}
