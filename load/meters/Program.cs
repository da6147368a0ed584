using System.Diagnostics;
using System.Globalization;
using Verify.Telemetry;
using Verify.Telemetry.Prometheus;

// What it costs a call to be measured: both histograms of its end, and the two numbers that a check counts on its way.
const int Calls = 2_000_000;
const int Slices = 5;

foreach (var listens in (bool[])[false, true])
{
    using var meter = new ServiceMeter();
    using var reader = listens ? new MeterReader(meter.Is) : null;
    var (memory, answers) = (new Tally(), new Tally());
    var nanoseconds = new double[Slices];
    var bytes = 0L;
    Run(Calls / 10);
    for (var slice = 0; slice < Slices; slice++)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        Run(Calls);
        nanoseconds[slice] = Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls;
        bytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    Array.Sort(nanoseconds);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(listens ? "/metrics listens" : "nobody listens")}: {nanoseconds[Slices / 2]:0} ns a call ({nanoseconds[0]:0} to {nanoseconds[^1]:0}), {(double)bytes / Calls / Slices:0.###} bytes"));

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
