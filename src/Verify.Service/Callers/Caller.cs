namespace Verify.Callers;

/// <summary>Who asks, for whom, and what they may.</summary>
/// <param name="Id">System identity; the register of queries names it.</param>
/// <param name="DepartmentCode">The department that asks, by its code in the catalogue; null for one who operates the service.</param>
/// <param name="Grants">What the caller may ask and do.</param>
public sealed record Caller(string Id, string? DepartmentCode, Grants Grants)
{
    /// <summary>The department whose measures are shown; null shows those of all (<see cref="Scopes.ReadAllMeasures"/>).</summary>
    public string? MeasuresOf => Grants.Has(Scopes.ReadAllMeasures) ? null : DepartmentCode ?? "";
}
