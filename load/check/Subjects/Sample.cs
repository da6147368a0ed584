using System.Text;
using Verify.Load.Check.Answers;

namespace Verify.Load.Check.Subjects;

/// <summary>Subjects of a population in no order, with what each must be answered, laid out so that asking costs nothing.</summary>
internal sealed class Sample
{
    public const int CodeLength = 18;
    private const int Most = 1_000_000;
    private static readonly Standing[] Expectations = [.. Enum.GetValues<Record>().Select(Population.Expected)];
    private readonly byte[] _codes;
    private readonly Record[] _records;

    /// <summary>Draws subjects from the places below <paramref name="population"/>: all of them, or a million.</summary>
    public Sample(int population, int seed = 1)
    {
        Count = Math.Min(population, Most);
        _codes = new byte[Count * CodeLength];
        _records = new Record[Count];
        var places = new int[Count];
        var step = population / Count;
        for (var i = 0; i < Count; i++)
            places[i] = i * step;
        new Random(seed).Shuffle(places);
        for (var i = 0; i < Count; i++)
        {
            Encoding.ASCII.GetBytes(Population.CodeOf(places[i]), _codes.AsSpan(i * CodeLength));
            _records[i] = Population.RecordOf(places[i]);
        }
    }

    public int Count { get; }

    public ReadOnlySpan<byte> CodeOf(int subject) => _codes.AsSpan(subject * CodeLength, CodeLength);

    public Record RecordOf(int subject) => _records[subject];

    public Standing Expected(int subject) => Expectations[(int)_records[subject]];

    /// <summary>The first of the sample with such a record.</summary>
    public int First(Record record) => Array.IndexOf(_records, record);
}
