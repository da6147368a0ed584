namespace Verify.Receipts;

/// <summary>
/// Section <c>Verify:Receipts</c>: with which keys receipts are signed. Nothing configured: one is made and kept in the data folder.
/// </summary>
public sealed class ReceiptOptions
{
    /// <summary>Name of the algorithm that signs.</summary>
    public string Algorithm { get; set; } = EcdsaP256Suite.AlgorithmName;

    /// <summary>Name of the key in <see cref="Keys"/> that signs from now on.</summary>
    public string CurrentKey { get; set; } = "";

    /// <summary>
    /// Keys in PEM, or files of such, by name. The current one is private (PKCS #8); of earlier ones, which are published still, the public
    /// key is enough.
    /// </summary>
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The algorithms to choose from.</summary>
    internal IReadOnlyList<SignatureSuite> Suites { get; set; } = SignatureSuite.All;

    /// <summary>Whether nothing is configured, and a key file is to be used.</summary>
    internal bool IsEmpty => CurrentKey.Length == 0 && Keys.Count == 0;

    /// <summary>The algorithm that signs; null where there is none of its name.</summary>
    internal SignatureSuite? Suite => Suites.FirstOrDefault(suite => suite.Name == Algorithm);

    /// <summary>Everything that is wrong, each with its path; no message quotes a key.</summary>
    public IEnumerable<string> Faults()
    {
        if (Suite is null)
            yield return $"Verify:Receipts:Algorithm: one of {string.Join(", ", Suites.Select(static suite => suite.Name))}.";
        if (IsEmpty)
            yield break;
        foreach (var (name, value) in Keys)
        {
            if (SigningKey.FaultOf(value, Suites) is { } fault)
                yield return $"Verify:Receipts:Keys:{name}: {fault}";
        }

        if (!Keys.TryGetValue(CurrentKey, out var current))
            yield return "Verify:Receipts:CurrentKey: must name a key of Verify:Receipts:Keys.";
        else if (SigningKey.FaultOf(current, Suites) is null && SigningKey.Read(current, Suites) is var key && (key.Secret is null || key.Public.Suite != Suite))
            yield return $"Verify:Receipts:CurrentKey: must name a private key of {Algorithm}.";
    }
}
