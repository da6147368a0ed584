namespace Verify.Callers;

/// <summary>What a caller must be like to be added.</summary>
public static class CallerRules
{
    private const int MaxName = 64;

    /// <summary>Everything that is wrong with a caller.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="factKinds">The words for kinds of fact.</param>
    public static IEnumerable<string> FaultsOf(StoredCaller caller, IReadOnlyCollection<string> factKinds)
    {
        if (!IsName(caller.Id, ".-_"))
            yield return $"The id is made of up to {MaxName} letters and digits of ASCII, and of . - _";
        if (caller.Id == DevelopmentCallers.Id)
            yield return $"The id {DevelopmentCallers.Id} is that of the open development caller.";
        if (caller.DepartmentCode is { } department && !IsName(department, ".-_"))
            yield return "The department is a code of the catalogue.";
        if (caller.Credential is { Kind: CredentialKind.Token, Name.Length: 0 or > 200 })
            yield return "The token's claim has between 1 and 200 characters.";
        if (caller.Scopes.Count == 0)
            yield return "A caller has at least one scope.";
        foreach (var word in caller.Scopes.Where(word => !IsScope(word, factKinds)))
            yield return $"There is no scope '{word}': {string.Join(", ", ScopeNames.All)}, or {ScopeNames.RecordPrefix} and one of {string.Join(", ", factKinds)}.";
        foreach (var matter in caller.Matters?.Where(static matter => !IsName(matter, ".-_")) ?? [])
            yield return $"'{matter}' is no code of a matter.";
        foreach (var region in caller.Regions?.Where(static region => region.Length is < 2 or > 6 || !region.All(char.IsAsciiDigit)) ?? [])
            yield return $"'{region}' is not the first 2 to 6 digits of a region's code.";
        if (caller is { Matters.Count: 0 } or { Regions.Count: 0 } or { Organisations: false, Persons: false })
            yield return "Nothing would be allowed: leave out what is not to be limited.";
        if (caller.Share.CallsPerSecond is < 0 or > 1_000_000)
            yield return "Calls a second: between 1 and 1,000,000, or 0 for no limit.";
        if (caller.Share.OutstandingCalls is < 0 or > 1_000_000)
            yield return "Outstanding calls: between 1 and 1,000,000, or 0 for no limit.";
    }

    private static bool IsScope(string word, IReadOnlyCollection<string> factKinds) =>
        ScopeNames.All.Contains(word)
        || (word.StartsWith(ScopeNames.RecordPrefix, StringComparison.Ordinal) && factKinds.Contains(word[ScopeNames.RecordPrefix.Length..]));

    private static bool IsName(string text, string besides) =>
        text.Length is > 0 and <= MaxName && text.All(letter => char.IsAsciiLetterOrDigit(letter) || besides.Contains(letter, StringComparison.Ordinal));
}
