using System.Globalization;
using Verify.Load.Fuzz.Cases;
using Verify.Load.Fuzz.Wire;

namespace Verify.Load.Fuzz;

/// <summary>A stretch of case numbers against one target.</summary>
internal static class Round
{
    private const int GrpcLanes = 6;
    private const int GrpcInFlight = 32;
    private const int ConnectLanes = 24;
    private const int NoiseLanes = 2;
    private const int ResidentMaxMiB = 1_536;
    private const int LogLinesMax = 2_000;

    /// <summary>Sends the cases of a stretch, and then asks whether the target still lives as it should.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="from">The first case.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="tally">Told of everything.</param>
    /// <param name="hasCallers">Whether the target knows its callers, or serves whoever is on this machine.</param>
    /// <param name="settings">Of the target.</param>
    /// <returns>What the target held of memory at the end, in MiB, and how many lines it had logged.</returns>
    public static async Task<(long ResidentMiB, int LogLines)> RunAsync(
        ulong seed, long from, long to, Tally tally, bool hasCallers, params string[] settings)
    {
        await using var target = await Target.StartAsync(hasCallers, settings);
        var cases = new AllCases(seed, target.Grpc.ToString(), target.Connect.ToString(), target.Key);
        var (grpc, connect, noise) = (new Numbers(from, to, 0, 120), new Numbers(from, to, 120, 199), new Numbers(from, to, 199, 200));
        var lanes = new List<Task>();
        for (var i = 0; i < GrpcLanes; i++)
            lanes.Add(Task.Run(async () =>
            {
                using var lane = new GrpcLane(target.Grpc, GrpcInFlight, tally.Count);
                await lane.RunAsync(() => grpc.Next() is { } number ? (GrpcCase)cases.Make(number) : null);
            }));
        for (var i = 0; i < ConnectLanes; i++)
            lanes.Add(Task.Run(() => new ConnectLane(target.Connect, tally.Count).RunAsync(() => connect.Next() is { } number ? (ConnectCase)cases.Make(number) : null)));
        for (var i = 0; i < NoiseLanes; i++)
            lanes.Add(Task.Run(() => new NoiseLane(target.Grpc, target.Connect, tally.Count).RunAsync(() => noise.Next() is { } number ? (NoiseCase)cases.Make(number) : null)));
        foreach (var lane in lanes)
        {
            try
            {
                await lane;
            }
            catch (Exception exception) when (exception is System.Net.Sockets.SocketException or InvalidDataException)
            {
                Find($"{exception.Message}");
            }
        }

        var (resident, lines) = (target.ResidentMiB, target.LogLines);
        if (target.HasEnded)
            Find($"the service ended");
        else if (await target.StopAsync() is not 0)
            Find($"the service did not stop as it should");
        foreach (var fault in target.FaultsOfLog())
            Find(fault);
        if (resident > ResidentMaxMiB)
            Find($"{resident} MiB of memory");
        if (lines > LogLinesMax)
            Find($"{lines:N0} lines of log");
        return (resident, lines);

        void Find(string what) => tally.Find(what, string.Create(CultureInfo.InvariantCulture, $"cases {from} to {to}: {what}"));
    }

    /// <summary>The numbers of a stretch that belong to one protocol, handed out once each.</summary>
    private sealed class Numbers(long from, long to, int low, int high)
    {
        private long _next = from - 1;

        public long? Next()
        {
            while (true)
            {
                var number = Interlocked.Increment(ref _next);
                if (number >= to)
                    return null;
                if (number % 200 >= low && number % 200 < high)
                    return number;
            }
        }
    }
}
