using Verify.Demo;
using Verify.Load.Check.Answers;
using Verify.V1;

namespace Verify.Load.Check.Subjects;

/// <summary>What is on record about a subject, and with it what a check must answer.</summary>
internal enum Record
{
    /// <summary>Old enough, and nothing bad: trusted.</summary>
    Clean,

    /// <summary>Nothing on record, but not for three years yet.</summary>
    Young,

    /// <summary>On a red list.</summary>
    Red,

    /// <summary>On a black list.</summary>
    Black,

    /// <summary>On a focus list of another field than that of the matter asked about.</summary>
    Focus,
}

/// <summary>
/// Organisations as many as one likes. Their codes, and what is on record about each, follow from their place among them, so that
/// whoever asks knows the answer without having asked before.
/// </summary>
internal static class Population
{
    /// <summary>The matter that is asked about: a licence without a field and without a source that must be fresh.</summary>
    public const string Matter = "LIC";

    public const string Region = DemoCodes.County;

    // Of a thousand.
    private static readonly (Record Record, int Permille)[] Mix = [(Record.Black, 15), (Record.Focus, 10), (Record.Red, 85), (Record.Young, 200)];

    public static string CodeOf(int place) => DemoCodes.Uscc("91", DemoCodes.IndexInOrder(place));

    public static Record RecordOf(int place)
    {
        // The golden ratio's multiples lie evenly whatever the stretch of places.
        var lot = (int)((uint)place * 2_654_435_769u >> 12) % 1_000;
        foreach (var (record, permille) in Mix)
        {
            lot -= permille;
            if (lot < 0)
                return record;
        }

        return Record.Clean;
    }

    /// <summary>What the rules make of a record, worked out by hand from rules 3.6 and 3.7 for this matter and region.</summary>
    public static Standing Expected(Record record) => record switch
    {
        Record.Clean => Of(Disposition.Facilitate),
        Record.Young => Of(Disposition.Normal),
        Record.Red => Of(Disposition.Facilitate, Colour.Red),
        Record.Black => Of(Disposition.Review, Colour.Black),
        _ => Of(Disposition.Normal, Colour.Focus),
    };

    private static Standing Of(Disposition disposition, Colour? colour = null) =>
        new((int)disposition, colour is { } one ? 1 << (int)one : 0);
}
