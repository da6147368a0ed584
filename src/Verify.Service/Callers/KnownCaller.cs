using System.Collections.Frozen;

namespace Verify.Callers;

/// <summary>A caller on record, as this instance meets it.</summary>
internal sealed class KnownCaller(StoredCaller stored, ShareMeter meter, CancellationTokenSource gone)
{
    public StoredCaller Stored { get; } = stored;

    public Caller Caller { get; } = new(stored.Id, stored.DepartmentCode, GrantsOf(stored));

    /// <summary>What it uses of this instance.</summary>
    public ShareMeter Meter { get; } = meter;

    /// <summary>Cancelled once it is known here that the caller was revoked: streams end with it.</summary>
    public CancellationToken Gone => gone.Token;

    public bool IsRevoked => Stored.RevokedAt is not null;

    /// <summary>The same caller as it is on record now.</summary>
    public KnownCaller As(StoredCaller now) => new(now, Meter, gone);

    /// <summary>Ends what the caller has under way; nobody waits for that.</summary>
    public void End() => _ = gone.CancelAsync();

    private static Grants GrantsOf(StoredCaller stored)
    {
        var kinds = stored.Scopes.Where(static word => word.StartsWith(ScopeNames.RecordPrefix, StringComparison.Ordinal))
            .Select(static word => word[ScopeNames.RecordPrefix.Length..]);
        return new Grants
        {
            Scopes = stored.Scopes.Aggregate(Scopes.None, static (all, word) => all | ScopeNames.Read(word)),
            FactKinds = stored.Scopes.Contains(ScopeNames.Of(Scopes.Record)) ? null : kinds.ToFrozenSet(StringComparer.Ordinal),
            Matters = stored.Matters?.ToFrozenSet(StringComparer.Ordinal),
            Regions = stored.Regions?.ToArray(),
            Organisations = stored.Organisations,
            Persons = stored.Persons,
        };
    }
}
