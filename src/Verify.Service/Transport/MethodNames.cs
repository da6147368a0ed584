using System.Collections.Concurrent;

namespace Verify.Transport;

/// <summary>Paths of methods without their first slash, each made once. There are as many as the contract has methods.</summary>
internal static class MethodNames
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    public static string Of(string path) => Names.TryGetValue(path, out var known) ? known : Names.GetOrAdd(path, static path => path.TrimStart('/'));
}
