using System.Globalization;
using System.Text;

namespace Verify.Load.Check.Report;

/// <summary>The report as Markdown.</summary>
internal static class MarkdownPage
{
    private static readonly string[] GoalHeadings = ["", "what", "must", "reach", "measured", "", "from"];

    public static string Write(Results results, string title)
    {
        var page = new StringBuilder($"# {title}\n\n");
        Write(page, GoalTable(results));
        foreach (var fault in results.Faults)
            page.Append(CultureInfo.InvariantCulture, $"**Failed:** {fault}\n\n");
        foreach (var section in results.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {section.Heading}\n\n");
            foreach (var note in section.Notes)
                page.Append(CultureInfo.InvariantCulture, $"{note}\n\n");
            foreach (var table in section.Tables)
                Write(page, table);
        }

        return page.ToString();
    }

    /// <summary>The figures beside their goals.</summary>
    public static Table GoalTable(Results results) => new(GoalHeadings, [.. results.Figures.Select(figure => RowOf(results.GoalOf(figure), figure))]);

    private static string[] RowOf(Goal goal, Figure figure)
    {
        var sign = goal.AtMost ? "≤ " : "≥ ";
        return
        [
            goal.Id, goal.What, sign + Number(goal.Must), sign + Number(goal.Reach), Number(figure.Value),
            goal.Judge(figure.Value) switch { Mark.Reached => "reached", Mark.Met => "met", _ => "MISSED" }, figure.From,
        ];
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 0.98 and < 1 ? "0.00000" : "0.###", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder page, Table table)
    {
        if (table.Rows.Count == 0)
            return;
        Row(table.Headings);
        Row([.. table.Headings.Select(static _ => "---")]);
        foreach (var row in table.Rows)
            Row(row);
        page.Append('\n');

        void Row(string[] cells) => page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
    }
}
