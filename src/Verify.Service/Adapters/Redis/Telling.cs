using Verify.Domain;

namespace Verify.Adapters.Redis;

/// <summary>
/// What Redis is to be told, with what it may not have heard before: after a short absence it is then as warm as it was, while a gap
/// would make it cold.
/// </summary>
/// <param name="From">Changes up to here it may know.</param>
/// <param name="To">Changes up to here are told.</param>
/// <param name="Changed">Whom they are about.</param>
internal sealed record Telling(long From, long To, IReadOnlyCollection<SubjectKey> Changed)
{
    /// <summary>
    /// Most subjects of one telling; a script takes no more than some thousands at once. Where more have changed, an import for
    /// one, every bucket begins anew.
    /// </summary>
    public const int ChangedMax = 4_096;

    /// <summary>This and what has happened since.</summary>
    public Telling Then(long from, long to, IReadOnlyCollection<SubjectKey> changed)
    {
        if (from > To || to < From)
            return Of(from, to, changed);
        return Of(Math.Min(From, from), Math.Max(To, to), Changed.Count == 0 ? changed : [.. Changed.Union(changed)]);
    }

    /// <summary>From the last revision to itself is a gap for whoever is not there yet.</summary>
    public static Telling Of(long from, long to, IReadOnlyCollection<SubjectKey> changed) =>
        changed.Count > ChangedMax ? new Telling(to, to, []) : new Telling(from, to, changed);
}
