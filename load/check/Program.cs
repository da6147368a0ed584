using System.Globalization;
using System.Net;
using Verify.Load.Check;
using Verify.Load.Check.Faults;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Scenarios;
using Verify.Load.Check.Servers;

// [SCENARIO…] [--OPTION VALUE…]     measures; exits 1 where a goal is missed or an answer was wrong
// read-store DATA SUBJECTS          for ourselves: the process behind the lane Q
// serve-counted                     for ourselves: the service in a process that counts what it allocates
// serve-registered                  for ourselves: the service in this program
// serve-unregistered                for ourselves: the same, whose register keeps nothing
// read-redis ADDRESS                for ourselves: the process behind the lane R
// hold-store DATA SECONDS           for ourselves: the process that keeps the store's write lock
Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["read-store", var data, var subjects])
{
    await StoreReads.RunAsync(data, int.Parse(subjects, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["serve-counted"])
{
    CountedService.Run();
    return 0;
}

if (args is ["serve-registered" or "serve-unregistered"])
{
    await TwinService.RunAsync(registers: args[0] == "serve-registered");
    return 0;
}

if (args is ["read-redis", var address])
{
    var redis = IPEndPoint.Parse(address);
    using var reads = new RedisReads(redis, RedisReads.Dossiers(redis));
    BareReader.Serve(reads.Run);
    return 0;
}

if (args is ["hold-store", var held, var seconds])
{
    StoreHold.Hold(held, double.Parse(seconds, CultureInfo.InvariantCulture));
    return 0;
}

var options = new Options(args);
var results = new Results(Goal.ReadAll(File.ReadLines(options.Goals)));
foreach (var scenario in options.Scenarios)
{
    Console.WriteLine(scenario);
    using var bench = new Bench(options, results);
    try
    {
        AllScenarios.Of(scenario)(bench);
    }
    catch (Exception exception) when (exception is NotQuietException or InvalidOperationException)
    {
        results.Fault($"{scenario}: {exception.Message}");
    }
}

Pages.Write(options.Report, results);
Console.WriteLine(results.Passed ? "passed" : "FAILED");
return results.Passed ? 0 : 1;
