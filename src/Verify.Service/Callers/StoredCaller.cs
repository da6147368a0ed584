namespace Verify.Callers;

/// <summary>A caller as stored. Nothing of it changes but that it is revoked, once.</summary>
public sealed record StoredCaller
{
    /// <summary>System identity.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the department; null for one who operates the service.</summary>
    public string? DepartmentCode { get; init; }

    /// <summary>How the caller proves who it is.</summary>
    public required Credential Credential { get; init; }

    /// <summary>Words of <see cref="ScopeNames"/>, among them single kinds of fact: <c>record.entry_listed</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Codes of the matters that it may ask about; null for all.</summary>
    public IReadOnlyList<string>? Matters { get; init; }

    /// <summary>First digits of the regions that it may ask in; null for all.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Whether it may ask about organisations.</summary>
    public bool Organisations { get; init; } = true;

    /// <summary>Whether it may ask about persons.</summary>
    public bool Persons { get; init; }

    /// <summary>How much of an instance it may use.</summary>
    public Share Share { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
