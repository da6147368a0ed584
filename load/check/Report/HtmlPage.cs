using System.Globalization;
using System.Net;
using System.Text;

namespace Verify.Load.Check.Report;

/// <summary>The report as one HTML file that needs nothing from anywhere.</summary>
internal static class HtmlPage
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 72em; margin: 2em auto; padding: 0 1em; color: #1d2733 }
        table { border-collapse: collapse; margin: 1em 0 } th, td { padding: .3em .8em; border-bottom: 1px solid #d5dbe1; text-align: left }
        td { font-variant-numeric: tabular-nums } .MISSED { color: #b3261e; font-weight: 600 } .reached { color: #1b6e3c } figure { margin: 1.5em 0 }
        figcaption { color: #55606b } svg { max-width: 100%; height: auto } svg text { font: 12px system-ui, sans-serif; fill: #55606b }
        """;

    public static string Write(Results results, string title)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{Text(title)}</title><style>\n{Style}\n</style></head>\n<body>\n<h1>{Text(title)}</h1>\n");
        Write(page, MarkdownPage.GoalTable(results));
        foreach (var fault in results.Faults)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"MISSED\">{Text(fault)}</p>\n");
        foreach (var section in results.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(section.Heading)}</h2>\n");
            foreach (var note in section.Notes)
                page.Append(CultureInfo.InvariantCulture, $"<p>{Text(note)}</p>\n");
            foreach (var table in section.Tables)
                Write(page, table);
            foreach (var chart in section.Charts)
                page.Append(CultureInfo.InvariantCulture, $"<figure>\n{chart.Svg}<figcaption>{Text(chart.Caption)}</figcaption>\n</figure>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder page, Table table)
    {
        if (table.Rows.Count == 0)
            return;
        page.Append("<table>\n<tr>").AppendJoin("", table.Headings.Select(static cell => $"<th>{Text(cell)}</th>")).Append("</tr>\n");
        foreach (var row in table.Rows)
            page.Append("<tr>").AppendJoin("", row.Select(static cell => $"<td class=\"{(cell is "MISSED" or "reached" ? cell : "")}\">{Text(cell)}</td>")).Append("</tr>\n");
        page.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
