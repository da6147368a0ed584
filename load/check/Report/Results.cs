namespace Verify.Load.Check.Report;

/// <summary>A figure that was measured.</summary>
/// <param name="Id">That of its goal.</param>
/// <param name="Value">The figure.</param>
/// <param name="From">What it was worked out from, in words.</param>
internal sealed record Figure(string Id, double Value, string From);

/// <summary>What a run shows: sections with tables and charts, and the figures that are held against goals.</summary>
internal sealed class Results(IReadOnlyDictionary<string, Goal> goals)
{
    private readonly List<Section> _sections = [];
    private readonly List<Figure> _figures = [];
    private readonly List<string> _faults = [];

    public IReadOnlyList<Section> Sections => _sections;

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>What fails a run whatever its figures: wrong answers above all.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public bool Passed => _faults.Count == 0 && _figures.TrueForAll(figure => GoalOf(figure).Judge(figure.Value) != Mark.Missed);

    public Goal GoalOf(Figure figure) => goals[figure.Id];

    public Section Begin(string heading)
    {
        var section = new Section(heading);
        _sections.Add(section);
        return section;
    }

    public void Add(string goal, double value, string from) => _figures.Add(new Figure(goal, value, from));

    public void Fault(string what) => _faults.Add(what);
}

/// <summary>A part of the report.</summary>
internal sealed class Section(string heading)
{
    public string Heading => heading;

    public List<string> Notes { get; } = [];

    public List<Table> Tables { get; } = [];

    public List<Chart> Charts { get; } = [];
}

/// <summary>A table.</summary>
internal sealed record Table(string[] Headings, IReadOnlyList<string[]> Rows);

/// <summary>A drawing with a caption, as SVG.</summary>
internal sealed record Chart(string Caption, string Svg);
