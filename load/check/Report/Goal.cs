using System.Globalization;

namespace Verify.Load.Check.Report;

/// <summary>How a figure stands to its goal.</summary>
internal enum Mark
{
    /// <summary>As good as hoped for.</summary>
    Reached,

    /// <summary>Good enough.</summary>
    Met,

    /// <summary>Not good enough: the run fails.</summary>
    Missed,
}

/// <summary>What a figure must be, and what is hoped for.</summary>
/// <param name="Id">Its name, L1 for example.</param>
/// <param name="What">What is measured.</param>
/// <param name="AtMost">Whether less is better.</param>
/// <param name="Must">The bound.</param>
/// <param name="Reach">The hope.</param>
internal sealed record Goal(string Id, string What, bool AtMost, double Must, double Reach)
{
    /// <summary>Judges a figure; one that is no number misses.</summary>
    public Mark Judge(double figure)
    {
        if (Holds(figure, Reach))
            return Mark.Reached;
        return Holds(figure, Must) ? Mark.Met : Mark.Missed;
    }

    /// <summary>Reads a file of lines <c>id,&lt;= or &gt;=,must,reach,what</c>; lines that begin with # are remarks.</summary>
    public static IReadOnlyDictionary<string, Goal> ReadAll(IEnumerable<string> lines) => lines
        .Where(static line => line.Length > 0 && line[0] != '#')
        .Select(Read)
        .ToDictionary(static goal => goal.Id);

    private bool Holds(double figure, double bound) => AtMost ? figure <= bound : figure >= bound;

    private static Goal Read(string line)
    {
        var cells = line.Split(',', 5, StringSplitOptions.TrimEntries);
        if (cells.Length != 5 || cells[1] is not ("<=" or ">="))
            throw new FormatException($"No goal: {line}");
        return new Goal(cells[0], cells[4], cells[1] == "<=", Number(cells[2]), Number(cells[3]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
