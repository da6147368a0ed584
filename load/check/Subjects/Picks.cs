namespace Verify.Load.Check.Subjects;

/// <summary>Whom the next call is about; -1 when there is nobody left.</summary>
internal delegate int Pick();

/// <summary>The ways in which callers choose.</summary>
internal static class Picks
{
    // Web and cache traffic is commonly fitted with about 1; a little less keeps the sum finite in practice.
    private const double ZipfExponent = 0.99;
    private const int Drawn = 1 << 20;

    /// <summary>Always the same one.</summary>
    public static Pick Hot(Sample sample)
    {
        var one = sample.First(Record.Clean);
        return () => one;
    }

    /// <summary>Anybody, each as likely as any other.</summary>
    public static Pick Uniform(Sample sample, int seed = 1)
    {
        var random = new Random(seed);
        return () => random.Next(sample.Count);
    }

    /// <summary>Few often and most seldom: the k-th with a weight of 1/k^0.99.</summary>
    public static Pick Zipf(Sample sample, int seed = 1)
    {
        var random = new Random(seed);
        var sums = new double[sample.Count];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
            sums[i] = sum += Math.Pow(i + 1, -ZipfExponent);
        var drawn = new int[Drawn];
        for (var i = 0; i < Drawn; i++)
        {
            var found = Array.BinarySearch(sums, random.NextDouble() * sum);
            drawn[i] = Math.Min(found < 0 ? ~found : found, sample.Count - 1);
        }

        var next = 0;
        return () => drawn[next++ & (Drawn - 1)];
    }

    /// <summary>Everybody once, then nobody.</summary>
    public static Pick Cold(Sample sample)
    {
        var next = 0;
        return () => next < sample.Count ? next++ : -1;
    }
}
