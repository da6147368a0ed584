using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Everything recorded about one administrative act; of a penalty, which is an act as well, its publication.</summary>
/// <param name="Id">The act or the penalty.</param>
/// <param name="Facts">Its facts, by <see cref="RecordedFact.OccurredAt"/>, then revision.</param>
public sealed record ActHistory(string Id, ImmutableArray<RecordedFact> Facts)
{
    /// <summary>What was decided; null for a penalty.</summary>
    public ActDecided? Decided => Facts.Select(static recorded => recorded.Fact).OfType<ActDecided>().FirstOrDefault();

    /// <summary>Its publication; null while it is not public.</summary>
    public ActPublished? Published => Facts.Select(static recorded => recorded.Fact).OfType<ActPublished>().FirstOrDefault();
}
