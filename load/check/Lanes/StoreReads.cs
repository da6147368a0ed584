using System.Text;
using Verify.Domain;
using Verify.Hosting;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Lanes;

/// <summary>Q: the facts of one subject, read from the store as the service reads them, and nothing else, one after the other.</summary>
internal static class StoreReads
{
    public static async Task RunAsync(string data, int subjects)
    {
        await using var foundation = await Foundation.OpenAsync(new VerifyOptions { Data = data }, CancellationToken.None);
        var sample = new Sample(subjects);
        var pick = Picks.Uniform(sample);
        BareReader.Serve((demand, latency) => Run(Read, demand, latency));

        void Read()
        {
            var key = new SubjectKey("U:" + Encoding.ASCII.GetString(sample.CodeOf(pick())));
            foundation.Store.ReadAsync([key], Registry.Knowledge.Now, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    private static void Run(Action read, Demand demand, Histogram latency)
    {
        var pacer = demand.Schedule(1);
        var start = Clock.Now;
        var end = start + (long)demand.Duration.TotalNanoseconds;
        pacer.Start(start);
        for (var now = start; now < end; now = Clock.Now)
        {
            if (!pacer.TryTake(now, 0, out var due))
                continue;
            read();
            latency.Record(Clock.Now - due);
        }
    }
}
