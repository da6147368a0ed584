using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Verify.Callers;

/// <summary>The callers of one version, found by what they present. Never changed: another version is another roster.</summary>
internal sealed class CallerRoster
{
    /// <summary>Before anything was read.</summary>
    public static readonly CallerRoster Nothing = new(new StoredCallers(-1, []), FrozenDictionary<string, KnownCaller>.Empty, TimeProvider.System);

    private const int ProvenMax = 10_000;

    // Kestrel gives every request of a connection that repeats a header the same string. What that string proves is proven once, for a
    // microsecond; afterwards it is known by being the same object, which compares no secret at all.
    private readonly ConcurrentDictionary<string, CallerIdentity> _proven = new(ReferenceEqualityComparer.Instance);

    private readonly FrozenDictionary<string, KnownCaller>.AlternateLookup<ReadOnlySpan<char>> _keys;
    private readonly FrozenDictionary<string, KnownCaller> _certificates;
    private readonly FrozenDictionary<string, KnownCaller> _tokens;
    private int _kept;

    private CallerRoster(StoredCallers stored, IReadOnlyDictionary<string, KnownCaller> before, TimeProvider clock)
    {
        Version = stored.Version;
        Callers = stored.Callers.ToFrozenDictionary(
            static caller => caller.Id,
            caller => before.GetValueOrDefault(caller.Id)?.As(caller) ?? new KnownCaller(caller, new ShareMeter(caller.Share, clock), new()),
            StringComparer.Ordinal);
        IsEmpty = Callers.Count == 0;
        _keys = By(CredentialKind.ApiKey).GetAlternateLookup<ReadOnlySpan<char>>();
        _certificates = By(CredentialKind.Certificate);
        _tokens = By(CredentialKind.Token);
    }

    /// <summary>The version of the store's callers.</summary>
    public long Version { get; }

    /// <summary>All callers by id, the revoked too.</summary>
    public IReadOnlyDictionary<string, KnownCaller> Callers { get; }

    /// <summary>Whether nobody was ever added.</summary>
    public bool IsEmpty { get; }

    /// <summary>How many headers are known without proof.</summary>
    public int Proven => _proven.Count;

    /// <summary>The roster of another version. What callers use of this instance, and whether they are gone, goes on.</summary>
    public CallerRoster Next(StoredCallers stored, TimeProvider clock) => new(stored, Callers, clock);

    /// <summary>Whom a header proved before, under this version.</summary>
    public bool FindProven(string header, out CallerIdentity identity) => _proven.TryGetValue(header, out identity);

    /// <summary>Keeps whom a header proves. Only those who were proven are kept: a stranger cannot fill the memory.</summary>
    public void Keep(string header, CallerIdentity identity)
    {
        if (Interlocked.Increment(ref _kept) > ProvenMax)
        {
            _proven.Clear();
            _kept = 0;
        }

        _proven[header] = identity;
    }

    /// <summary>The caller whose API key has an id.</summary>
    public KnownCaller? FindKey(ReadOnlySpan<char> id) => _keys.TryGetValue(id, out var caller) ? caller : null;

    /// <summary>The caller whose certificates have a key.</summary>
    public KnownCaller? FindCertificate(string pin) => _certificates.GetValueOrDefault(pin);

    /// <summary>The caller whom tokens name so.</summary>
    public KnownCaller? FindToken(string claim) => _tokens.GetValueOrDefault(claim);

    private FrozenDictionary<string, KnownCaller> By(CredentialKind kind) =>
        Callers.Values.Where(caller => caller.Stored.Credential.Kind == kind)
            .ToFrozenDictionary(static caller => caller.Stored.Credential.Name, StringComparer.Ordinal);
}
