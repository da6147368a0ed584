using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// The next instant at which time alone could change a decision. Every rule that compares a date with D tells the horizon on which
/// day the comparison turns, so that an answer carries the instant until which it may be kept.
/// </summary>
/// <param name="asOf">The instant that the rules look at.</param>
public struct Horizon(DateTimeOffset asOf)
{
    private readonly DateOnly _day = ChinaTime.DateOf(asOf);

    /// <summary>The next instant found so far, or null.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>Something turns at an instant.</summary>
    public void At(DateTimeOffset instant)
    {
        if (instant > asOf && !(Next <= instant))
            Next = instant;
    }

    /// <summary>A fact that takes effect later than the instant looked at turns what it is about.</summary>
    public void AfterFacts(ImmutableArray<RecordedFact> facts)
    {
        foreach (var fact in facts)
            At(fact.OccurredAt);
    }

    /// <summary>Something turns as a day begins; <see cref="DateOnly.MaxValue"/> never comes.</summary>
    public void From(DateOnly? first)
    {
        if (first > _day && first < DateOnly.MaxValue)
            At(ChinaTime.StartOf(first.Value));
    }

    /// <summary>Something turns as a last day is over.</summary>
    public void After(DateOnly? last)
    {
        if (last >= _day && last < DateOnly.MaxValue)
            At(ChinaTime.StartOf(last.Value.AddDays(1)));
    }
}
