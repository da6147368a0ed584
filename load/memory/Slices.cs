namespace Verify.Load.Memory;

/// <summary>
/// Work done over and over in short slices, of which the median counts, in time of the CPU and not of the clock: the machine has
/// neighbours.
/// </summary>
internal static class Slices
{
    /// <summary>Median nanoseconds of CPU of one call of each work, in turns, and the bytes that one call allocates.</summary>
    public static (double Nanoseconds, double Bytes)[] Take(int rounds, int calls, params Action[] works)
    {
        var times = works.Select(_ => new List<double>()).ToArray();
        var bytes = new double[works.Length];
        for (var round = -3; round < rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var start = Environment.CpuUsage.TotalTime;
                for (var call = 0; call < calls; call++)
                    works[i]();
                if (round >= 0)
                    times[i].Add((Environment.CpuUsage.TotalTime - start).TotalNanoseconds / calls);
                bytes[i] = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / calls;
            }
        }

        return [.. times.Zip(bytes, static (slices, allocated) => (Median(slices), allocated))];
    }

    /// <summary>Median calls per second of CPU of each work on a number of threads at once, in turns.</summary>
    public static double[] Throughput(int rounds, int threads, TimeSpan slice, params Func<int, TimeSpan, long>[] works)
    {
        var rates = works.Select(_ => new List<double>()).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var work = works[i];
                var start = Environment.CpuUsage.TotalTime;
                var done = Task.WhenAll(Enumerable.Range(0, threads).Select(
                    thread => Task.Factory.StartNew(() => work(thread, slice), TaskCreationOptions.LongRunning))).Result.Sum();
                if (round >= 0)
                    rates[i].Add(done / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
            }
        }

        return [.. rates.Select(Median)];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
