namespace Verify.Callers;

/// <summary>What a caller may do, by kind of call.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Ask, watch, report what became of an answer, read what a matter needs.</summary>
    Check = 1,
    /// <summary>Record facts, and read what is due.</summary>
    Record = 2,
    /// <summary>Read dossiers and facts as recorded.</summary>
    ReadRegistry = 4,
    /// <summary>Read, validate and publish catalogues.</summary>
    Catalogue = 8,
    /// <summary>Read the register of queries, and ask about the past.</summary>
    Audit = 16,
    /// <summary>See the measures of every department in an answer.</summary>
    ReadAllMeasures = 32,
    /// <summary>Read how the service fares.</summary>
    ReadMetrics = 64,
    /// <summary>All of these.</summary>
    All = Check | Record | ReadRegistry | Catalogue | Audit | ReadAllMeasures | ReadMetrics,
}

/// <summary>The words for scopes, as they are configured, stored and told to callers.</summary>
public static class ScopeNames
{
    /// <summary>Before the name of one kind of fact: <c>record.entry_listed</c>.</summary>
    public const string RecordPrefix = "record.";

    private static readonly (Scopes Scope, string Name)[] Names =
    [
        (Scopes.Check, "check"),
        (Scopes.Record, "record"),
        (Scopes.ReadRegistry, "registry.read"),
        (Scopes.Catalogue, "catalogue"),
        (Scopes.Audit, "audit"),
        (Scopes.ReadAllMeasures, "measure.read_all"),
        (Scopes.ReadMetrics, "metrics"),
    ];

    /// <summary>Every word but those for single kinds of fact.</summary>
    public static IEnumerable<string> All => Names.Select(static pair => pair.Name);

    /// <summary>The word for a scope; of several that would do, for the first.</summary>
    public static string Of(Scopes scope) => Array.Find(Names, pair => (pair.Scope & scope) != 0).Name;

    /// <summary>The scope of a word; none where there is no such word.</summary>
    public static Scopes Read(string word) =>
        word.StartsWith(RecordPrefix, StringComparison.Ordinal) ? Scopes.Record : Array.Find(Names, pair => pair.Name == word).Scope;
}
