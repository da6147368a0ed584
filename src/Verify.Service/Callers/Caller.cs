namespace Verify.Callers;

/// <summary>Who asks, and for whom.</summary>
/// <param name="Id">System identity; the register of queries names it.</param>
/// <param name="DepartmentCode">
/// The department that asks, by its code in the catalogue; null for a caller that counts as implementer of every measure.
/// </param>
public sealed record Caller(string Id, string? DepartmentCode);
