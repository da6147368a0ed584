using Verify.Domain;

namespace Verify.Flows;

/// <summary>What the caller of a watch holds: of every subject what was said last, on what it rests, and when time could change it.</summary>
internal sealed class WatchLedger(int subjects)
{
    private readonly Held[] _held = [.. Enumerable.Repeat(new Held([], [], null), subjects)];
    private readonly Dictionary<SubjectKey, HashSet<int>> _restingOn = [];

    /// <summary>Everybody.</summary>
    public IEnumerable<int> All => Enumerable.Range(0, subjects);

    /// <summary>The next instant at which time alone could change what is held; null where none could.</summary>
    public DateTimeOffset? TurnsAt => _held.Min(static held => held.TurnsAt);

    /// <summary>Takes down what is to be said of a subject. True where it is something else than before.</summary>
    public bool Note(int subject, byte[] digest, IEnumerable<SubjectKey> restsOn, DateTimeOffset? turnsAt)
    {
        var before = _held[subject];
        var now = new Held(digest, [.. restsOn], turnsAt);
        foreach (var key in before.RestsOn.Where(key => !now.RestsOn.Contains(key) && _restingOn[key].Remove(subject) && _restingOn[key].Count == 0))
            _restingOn.Remove(key);
        foreach (var key in now.RestsOn)
            (_restingOn.TryGetValue(key, out var resting) ? resting : _restingOn[key] = []).Add(subject);
        _held[subject] = now;
        return !now.Digest.AsSpan().SequenceEqual(before.Digest);
    }

    /// <summary>Whose answers time could have changed by an instant.</summary>
    public IEnumerable<int> TurnedBy(DateTimeOffset instant) => All.Where(subject => _held[subject].TurnsAt <= instant);

    /// <summary>Whose answers a fact could change.</summary>
    public IEnumerable<int> TouchedBy(RecordedFact fact) => fact.Fact is CatalogPublished
        ? All
        : KeysOf(fact).SelectMany(key => _restingOn.TryGetValue(key, out var resting) ? resting : []);

    // A registration also says whose the old codes are, under which somebody may be watched.
    private static IEnumerable<SubjectKey> KeysOf(RecordedFact fact)
    {
        yield return fact.Subject;
        if (fact.Fact is not SubjectRegistered registered)
            yield break;
        foreach (var alias in registered.Aliases)
            yield return SubjectKey.OfOrganisation(alias);
        if (fact.Subject.Uscc is { } uscc)
            yield return SubjectKey.OfOrganisation(UnifiedSocialCreditCode.OrganisationPart(uscc));
    }

    private sealed record Held(byte[] Digest, HashSet<SubjectKey> RestsOn, DateTimeOffset? TurnsAt);
}
