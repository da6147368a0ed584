using System.Globalization;

namespace Verify.Load.Check.Report;

/// <summary>Puts the report where it was asked for, and prints it.</summary>
internal static class Pages
{
    public static void Write(string folder, Results results)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"Verify under load, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        var page = MarkdownPage.Write(results, title);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "report.md"), page);
        File.WriteAllText(Path.Combine(folder, "report.html"), HtmlPage.Write(results, title));
        Console.WriteLine($"\n{page}\nThe report is in {folder}.");
    }
}
