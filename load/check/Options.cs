using System.Globalization;

namespace Verify.Load.Check;

/// <summary>What the command line says.</summary>
internal sealed class Options
{
    private static readonly string[] Known =
    [
        "work", "subjects", "subjects-many", "rounds", "seconds", "warm", "quiet", "patience", "in-flight", "paths", "goals", "lanes", "report",
        "checks", "rate", "set", "instances", "cluster",
    ];

    private readonly Dictionary<string, string> _given = [];

    public Options(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                Scenarios.Add(arguments[i]);
            else if (i + 1 < arguments.Length && Known.Contains(arguments[i][2..]))
                _given[arguments[i][2..]] = arguments[++i];
            else
                throw new ArgumentException($"{arguments[i]} is no option, or wants a value.");
        }
    }

    public List<string> Scenarios { get; } = [];

    /// <summary>Where seeds, copies and reports go.</summary>
    public string Work => Text("work", Path.Combine(Path.GetTempPath(), "verify-load"));

    /// <summary>Subjects in the store.</summary>
    public int Subjects => Number("subjects", 10_000);

    /// <summary>Subjects in the large store of `scale`, and of `cold`.</summary>
    public int SubjectsMany => Number("subjects-many", 1_000_000);

    public int Rounds => Number("rounds", 7);

    public TimeSpan Slice => TimeSpan.FromSeconds(Real("seconds", 3));

    public TimeSpan Warm => TimeSpan.FromSeconds(Real("warm", 15));

    public double Quiet => Real("quiet", 0.06);

    public TimeSpan Patience => TimeSpan.FromSeconds(Real("patience", 600));

    /// <summary>In flight at saturation.</summary>
    public int InFlight => Number("in-flight", 128);

    /// <summary>Paths of a check to measure.</summary>
    public string[] Paths => Text("paths", "memory,redis,store").Split(',');

    public string Goals => Text("goals", Path.Combine(AppContext.BaseDirectory, "goals.csv"));

    public string Lanes => Text("lanes", Path.Combine(AppContext.BaseDirectory, "lanes.csv"));

    public string Report => Text("report", Path.Combine(Work, "report"));

    /// <summary>Checks of `race` and `steady`.</summary>
    public long Checks => (long)Real("checks", 1_000_000);

    /// <summary>Checks a second of `steady`; 0 takes half of the saturation.</summary>
    public double Rate => Real("rate", 0);

    /// <summary>Further settings of the service under test, as NAME=VALUE;NAME=VALUE.</summary>
    public string Settings => Text("set", "");

    /// <summary>Lane of the service in `faults` and `race`.</summary>
    public string ClusterPath => Text("cluster", "cluster");

    /// <summary>Instances of the service in `faults` and `race`.</summary>
    public int Instances => Number("instances", 2);

    private string Text(string name, string otherwise) => _given.GetValueOrDefault(name, otherwise);

    private int Number(string name, int otherwise) =>
        _given.TryGetValue(name, out var text) ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

    private double Real(string name, double otherwise) =>
        _given.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
