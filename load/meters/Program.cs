using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Verify.Telemetry;
using Verify.Telemetry.Prometheus;

// What it costs a call to be measured: both histograms of its end, and the two numbers that a check counts on its way. Then what it costs
// to tell the caller: to look whether it asks, and the least that two trailers take, before they are on the wire.
const int Calls = 2_000_000;
const int Slices = 5;

foreach (var threads in (int[])[1, .. Environment.ProcessorCount > 1 ? [Environment.ProcessorCount] : (int[])[]])
{
    foreach (var listens in (bool[])[false, true])
        Measure(threads, listens);
}

// In processor time and not by the clock, since others may use the machine. What a thread waits for another's cache line is in it.
void Measure(int threads, bool listens)
{
    using var meter = new ServiceMeter();
    using var reader = listens ? new MeterReader(meter.Is) : null;
    var (memory, answers) = (new Tally(), new Tally());
    var nanoseconds = new double[Slices];
    RunOnAll(Calls / 10);
    var before = GC.GetTotalAllocatedBytes(precise: true);
    for (var slice = 0; slice < Slices; slice++)
    {
        var began = Environment.CpuUsage.TotalTime;
        RunOnAll(Calls);
        nanoseconds[slice] = (Environment.CpuUsage.TotalTime - began).TotalNanoseconds / Calls / threads;
    }

    var bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls / threads / Slices;
    Array.Sort(nanoseconds);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(listens ? "/metrics listens" : "nobody listens")}, {threads} thread{(threads > 1 ? "s" : "")}: {nanoseconds[Slices / 2]:0} ns a call ({nanoseconds[0]:0} to {nanoseconds[^1]:0}), {bytes:0.###} bytes"));

    void RunOnAll(int calls)
    {
        var all = Enumerable.Range(0, threads).Select(_ => new Thread(() => Run(calls))).ToArray();
        foreach (var thread in all)
            thread.Start();
        foreach (var thread in all)
            thread.Join();
    }

    void Run(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            memory.Add();
            answers.Add();
            if (!meter.CallDuration.Enabled)
                continue;
            var call = Stopwatch.GetTimestamp();
            var seconds = Stopwatch.GetElapsedTime(call).TotalSeconds;
            var status = ServiceMeter.Of(Label.Status, "OK");
            meter.CallDuration.Record(seconds, ServiceMeter.Of(Label.System, "grpc"), ServiceMeter.Of(Label.Method, "verify.v1.VerificationService/Check"), status);
            meter.CallerCallDuration.Record(seconds, ServiceMeter.Of(Label.Caller, "permits"), ServiceMeter.Of(Label.Department, "LICENSING"), status);
        }
    }
}

var request = new HeaderDictionary { ["te"] = "trailers", ["content-type"] = "application/grpc" };
var asked = 0;
Tell("looking for verify-trace", () => asked += request.TryGetValue("verify-trace", out var value) && value == "1" ? 1 : 0);
Tell("two trailers", () =>
{
    var began = Stopwatch.GetTimestamp();
    var trailers = new Metadata
    {
        { "verify-tier", "memory" },
        { "verify-duration-us", ((long)Stopwatch.GetElapsedTime(began).TotalMicroseconds + 20).ToString(CultureInfo.InvariantCulture) },
    };
    var reply = new HeaderDictionary();
    foreach (var entry in trailers)
        reply.Append(entry.Key, entry.Value);
});

void Tell(string what, Action act)
{
    for (var i = 0; i < Calls / 10; i++)
        act();
    var nanoseconds = new double[Slices];
    var before = GC.GetAllocatedBytesForCurrentThread();
    for (var slice = 0; slice < Slices; slice++)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
            act();
        nanoseconds[slice] = Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls;
    }

    var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls / Slices;
    Array.Sort(nanoseconds);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {nanoseconds[Slices / 2]:0} ns a call ({nanoseconds[0]:0} to {nanoseconds[^1]:0}), {bytes:0.###} bytes"));
}
