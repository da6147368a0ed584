namespace Verify.Load.Check.Servers;

/// <summary>What services log, warnings and worse.</summary>
internal sealed class ServerLog
{
    private static readonly string[] Levels = ["warn: ", "fail: ", "crit: "];
    private const string Inset = "      ";
    private readonly List<LogEntry> _entries = [];

    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_entries)
                return [.. _entries];
        }
    }

    /// <summary>
    /// Reads beside everything else until the program ends. An entry is a line with a level and the lines below it that are set in; what
    /// else is written is a program's last words.
    /// </summary>
    /// <returns>The thread that reads.</returns>
    public Thread Read(TextReader output, bool isLastWords)
    {
        var thread = new Thread(() => ReadAll(output, isLastWords)) { IsBackground = true };
        thread.Start();
        return thread;
    }

    private void ReadAll(TextReader output, bool isLastWords)
    {
        var mine = -1;
        while (output.ReadLine() is { } line)
        {
            lock (_entries)
            {
                if (Array.Exists(Levels, level => line.StartsWith(level, StringComparison.Ordinal)))
                    mine = Add(line);
                else if (mine >= 0 && line.StartsWith(Inset, StringComparison.Ordinal))
                    _entries[mine] = new LogEntry($"{_entries[mine].Text} {line.Trim()}");
                else if (isLastWords)
                    Add("crit: " + line);
            }
        }
    }

    private int Add(string line)
    {
        _entries.Add(new LogEntry(line));
        return _entries.Count - 1;
    }
}

/// <summary>An entry of a log.</summary>
internal sealed record LogEntry(string Text)
{
    /// <summary>Whether something went wrong that nobody had foreseen.</summary>
    public bool IsFailure => !Text.StartsWith("warn: ", StringComparison.Ordinal);
}
