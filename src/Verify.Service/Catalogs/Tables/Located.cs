namespace Verify.Catalogs;

/// <summary>A value with the row that it was read from.</summary>
internal sealed record Located<T>(T Value, Row Row);
