namespace Verify.Callers;

/// <summary>
/// The open development caller: every scope, implementer of every measure. It serves loopback only, and is gone once a caller is
/// configured. Request metadata (gRPC) or a header (Connect) <c>verify-department: CODE</c> makes it that department instead, so that
/// implementer rules can be tried.
/// </summary>
public static class DevelopmentCallers
{
    /// <summary>Name of the metadata key and header.</summary>
    public const string DepartmentHeader = "verify-department";

    /// <summary>Identity of the open development caller.</summary>
    public const string Id = "development";

    private static readonly Caller Anybody = Open(Id, null);

    /// <summary>The caller behind a request.</summary>
    public static Caller Identify(string? department) => string.IsNullOrWhiteSpace(department) ? Anybody : Open(Id, department.Trim());

    /// <summary>A caller who may do everything, and as a department sees the measures of that department.</summary>
    public static Caller Open(string id, string? department) => new(
        id, department, department is null ? Grants.Everything : Grants.Everything with { Scopes = Scopes.All & ~Scopes.ReadAllMeasures });
}
