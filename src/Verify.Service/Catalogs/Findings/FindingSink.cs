using System.Collections.Immutable;
using System.Globalization;

namespace Verify.Catalogs;

/// <summary>Gathers findings while a draft is read.</summary>
internal sealed class FindingSink
{
    private readonly List<Finding> _findings = [];

    public bool HasErrors => _findings.Exists(static finding => finding.Severity == FindingSeverity.Error);

    public void Add(FindingRule rule, string file, int line, string column, params object[] details) =>
        _findings.Add(new(rule, file, line, column, new(Text(rule.Chinese, details), Text(rule.English, details))));

    /// <summary>Each once, by file in the order in which one reads them, then by line.</summary>
    public ImmutableArray<Finding> ToSorted() =>
    [
        .. _findings
            .Distinct()
            .OrderBy(static finding => CatalogFiles.All.IndexOf(finding.File))
            .ThenBy(static finding => finding.Line),
    ];

    private static string Text(string template, object[] details) => string.Format(CultureInfo.InvariantCulture, template, details);
}
