using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>
/// What the rules may use, at one version. Immutable, and indexed once for the questions that a decision asks. Whatever builds one
/// has validated it: codes are unique, references resolve.
/// </summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<string, ListKind> _kinds;
    private readonly FrozenDictionary<string, MatterView> _matters;
    private readonly ImmutableArray<(string Prefix, RegionProfile Profile)> _profilesByPrefix;

    /// <summary>Indexes the rows of a catalogue.</summary>
    /// <param name="version">Content hash.</param>
    /// <param name="rows">The rows.</param>
    public Catalogue(string version, CatalogueRows rows)
    {
        Version = version;
        Rows = rows;
        _kinds = rows.ListKinds.ToFrozenDictionary(static kind => kind.Code, StringComparer.Ordinal);
        _matters = rows.Matters.ToFrozenDictionary(static matter => matter.Code, matter => new MatterView(matter, rows), StringComparer.Ordinal);
        _profilesByPrefix =
        [
            .. rows.Profiles
                .SelectMany(static profile => profile.Prefixes.Select(prefix => (prefix, profile)))
                .OrderByDescending(static pair => pair.prefix.Length),
        ];
        WorkingDays = new WorkingDayCalendar(rows.Holidays, rows.MovedWorkdays);
    }

    /// <summary>Content hash: the same rows have the same version anywhere.</summary>
    public string Version { get; }

    /// <summary>The rows.</summary>
    public CatalogueRows Rows { get; }

    /// <summary>The working-day calendar.</summary>
    public WorkingDayCalendar WorkingDays { get; }

    /// <summary>A list kind, or null.</summary>
    public ListKind? FindKind(string code) => _kinds.GetValueOrDefault(code);

    /// <summary>A matter with what hangs on it, or null.</summary>
    public MatterView? FindMatter(string code) => _matters.GetValueOrDefault(code);

    /// <summary>The profile of the longest prefix that fits a 6-digit region code, or null.</summary>
    public RegionProfile? FindProfile(string regionCode)
    {
        foreach (var (prefix, profile) in _profilesByPrefix)
        {
            if (regionCode.StartsWith(prefix, StringComparison.Ordinal))
                return profile;
        }

        return null;
    }
}

/// <summary>The rows of a catalogue, in file order.</summary>
public sealed record CatalogueRows
{
    /// <summary>Articles.</summary>
    public ImmutableArray<LegalReference> LegalReferences { get; init; } = [];
    /// <summary>Departments and bodies.</summary>
    public ImmutableArray<Department> Departments { get; init; } = [];
    /// <summary>List kinds.</summary>
    public ImmutableArray<ListKind> ListKinds { get; init; } = [];
    /// <summary>Measures.</summary>
    public ImmutableArray<MeasureRule> Measures { get; init; } = [];
    /// <summary>Matters.</summary>
    public ImmutableArray<Matter> Matters { get; init; } = [];
    /// <summary>Region profiles.</summary>
    public ImmutableArray<RegionProfile> Profiles { get; init; } = [];
    /// <summary>Sources.</summary>
    public ImmutableArray<SourceRule> Sources { get; init; } = [];
    /// <summary>Repair rules; none set no limits to repair.</summary>
    public ImmutableArray<RepairRule> RepairRules { get; init; } = [];
    /// <summary>Weekdays that are off.</summary>
    public ImmutableArray<DateOnly> Holidays { get; init; } = [];
    /// <summary>Weekend days that are worked.</summary>
    public ImmutableArray<DateOnly> MovedWorkdays { get; init; } = [];
}

/// <summary>A matter with the measures and sources that hang on it, so that a decision walks only what can matter.</summary>
public sealed class MatterView
{
    /// <summary>Picks what hangs on a matter.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="rows">The catalogue.</param>
    public MatterView(Matter matter, CatalogueRows rows)
    {
        Matter = matter;
        Measures = [.. rows.Measures.Where(rule => Names(rule.Matters))];
        Sources = [.. rows.Sources.Where(rule => Names(rule.MustForMatters))];
        SourceKeys = [.. Sources.Select(static source => SubjectKey.OfSource(source.Code))];

        bool Names(ImmutableArray<string> selectors) => selectors.Contains(matter.Code) || selectors.Contains(matter.Class);
    }

    /// <summary>The matter.</summary>
    public Matter Matter { get; }

    /// <summary>Measures that name it, in catalogue order; rows of one code stand together in an answer.</summary>
    public ImmutableArray<MeasureRule> Measures { get; }

    /// <summary>Sources that it must not be answered without.</summary>
    public ImmutableArray<SourceRule> Sources { get; }

    /// <summary>The keys under which their synchronisations are recorded, in the same order.</summary>
    public ImmutableArray<SubjectKey> SourceKeys { get; }
}
