using System.Collections.Frozen;

namespace Verify.Callers;

/// <summary>What a caller may ask and do. Null means: all of them.</summary>
public sealed record Grants
{
    /// <summary>Everything.</summary>
    public static readonly Grants Everything = new() { Scopes = Scopes.All };

    /// <summary>Kinds of call.</summary>
    public required Scopes Scopes { get; init; }

    /// <summary>Kinds of fact that may be recorded, as they are called in <c>registry.proto</c>.</summary>
    public FrozenSet<string>? FactKinds { get; init; }

    /// <summary>Matters that may be asked about, by code.</summary>
    public FrozenSet<string>? Matters { get; init; }

    /// <summary>Regions of cases, by the first digits of their GB/T 2260 code: <c>5205</c> is a city with its counties.</summary>
    public string[]? Regions { get; init; }

    /// <summary>Whether organisations may be asked about and recorded.</summary>
    public bool Organisations { get; init; } = true;

    /// <summary>Whether persons may be.</summary>
    public bool Persons { get; init; } = true;

    /// <summary>Whether a scope is among them.</summary>
    public bool Has(Scopes scope) => (Scopes & scope) == scope;

    /// <summary>Whether one of these scopes is among them.</summary>
    public bool HasAny(Scopes scopes) => (Scopes & scopes) != 0;

    /// <summary>Whether a kind of fact may be recorded.</summary>
    public bool MayRecord(string factKind) => Has(Scopes.Record) && (FactKinds is null || FactKinds.Contains(factKind));

    /// <summary>Whether a matter may be asked about.</summary>
    public bool MayAskAbout(string matter) => Matters is null || Matters.Contains(matter);

    /// <summary>Whether a case may lie in a region.</summary>
    public bool MayAskIn(string region)
    {
        if (Regions is null)
            return true;
        foreach (var prefix in Regions)
        {
            if (region.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
