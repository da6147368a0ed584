namespace Verify.Service.Tests.House.Rungs;

/// <summary>
/// The rungs of ARCHITECTURE.md. A folder is on one rung and may name what is on lower ones; folders on one rung never meet.
/// </summary>
internal static class Ladder
{
    private static readonly Dictionary<string, int> Heights = new(StringComparer.Ordinal)
    {
        ["Bytes"] = 1,
        ["Domain"] = 1,
        ["Telemetry"] = 1,
        ["Decisions"] = 2,
        ["Callers"] = 3,
        ["Registry"] = 3,
        ["Audit"] = 3,
        ["Catalogs"] = 3,
        ["Receipts"] = 3,
        ["Dossiers"] = 4,
        ["Flows"] = 5,
        ["Transport"] = 6,
        ["Adapters"] = 7,
        ["Demo"] = 7,
        ["Hosting"] = 8,
    };

    /// <summary>Namespaces of others that belong to some folders only.</summary>
    private static readonly (string Namespace, string[] Folders)[] Reserved =
    [
        ("Verify.V1", ["Transport", "Hosting"]),
        ("Google", ["Transport", "Hosting"]),
        ("Grpc", ["Transport", "Hosting"]),
        ("Dapper", ["Adapters"]),
        ("StackExchange", ["Adapters"]),
        ("Microsoft.Data", ["Adapters"]),
        ("OpenTelemetry", ["Hosting"]),
    ];

    public static bool Knows(string folder) => Heights.ContainsKey(folder);

    /// <summary>The folder of a source file of the two projects; what lies beside the project file is composition.</summary>
    public static string FolderOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 3 ? parts[2] : "Hosting";
    }

    /// <summary>Why a folder may not name a namespace, or null.</summary>
    public static string? Forbids(string folder, IReadOnlyList<string> name)
    {
        var dotted = string.Join('.', name) + ".";
        foreach (var (reserved, folders) in Reserved)
        {
            if (dotted.StartsWith(reserved + ".", StringComparison.Ordinal) && !folders.Contains(folder))
                return $"{folder} names {reserved}, which is for {string.Join(" and ", folders)}";
        }

        if (name is not ["Verify", var other, ..] || other == folder || !Heights.TryGetValue(other, out var height) || height < Heights[folder])
            return null;
        return $"{folder} (rung {Heights[folder]}) names {other} (rung {height})";
    }
}
