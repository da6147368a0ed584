using System.Collections.Immutable;

namespace Verify.Registry.Import;

/// <summary>The columns by which a row names its subject; the first of them that is filled in counts.</summary>
internal sealed record SubjectColumns
{
    /// <summary>An organisation's code or a citizen number, told apart by form.</summary>
    public Column? Any { get; init; }
    /// <summary>Unified social credit code.</summary>
    public Column? Uscc { get; init; }
    /// <summary>Organisation code.</summary>
    public Column? Organisation { get; init; }
    /// <summary>Business registration number.</summary>
    public Column? Registration { get; init; }
    /// <summary>A person's number.</summary>
    public Column? Person { get; init; }

    /// <summary>Those that there are, most telling first.</summary>
    public ImmutableArray<Column> All => [.. new[] { Uscc, Any, Organisation, Registration, Person }.OfType<Column>()];
}
