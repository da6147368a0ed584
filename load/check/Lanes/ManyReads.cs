using Verify.Load.Check.Pace;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Lanes;

/// <summary>Reads that answer on other threads. This one sleeps between them: it shares the CPU with those.</summary>
internal sealed class ManyReads(Func<Task> work, Pacer pacer, Histogram latency)
{
    private const long FullNs = 20_000;
    private Exception? _failure;
    private int _inFlight;

    public void Run(TimeSpan duration)
    {
        Kernel.BePunctual();
        var start = Clock.Now;
        var end = start + (long)duration.TotalNanoseconds;
        pacer.Start(start);
        var slept = false;
        for (var now = start; now < end; now = Clock.Now)
        {
            if (pacer.TryTake(now, Volatile.Read(ref _inFlight), out var due))
            {
                // That it woke up late is this loop's own doing and not the server's.
                _ = ReadAsync(slept ? now : due);
                slept = false;
                continue;
            }

            slept = pacer.IsOpen && pacer.NextDue > now;
            Kernel.Wait([], Math.Min(slept ? pacer.NextDue - now : FullNs, end - now));
        }

        while (Volatile.Read(ref _inFlight) > 0)
            Thread.Sleep(1);
        if (_failure is not null)
            throw new InvalidOperationException("A read failed.", _failure);
    }

    private async Task ReadAsync(long due)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            await work();
        }
        catch (TimeoutException)
        {
            // The failure becomes a read that took as long as it took.
        }
#pragma warning disable CA1031 // Whatever else it is ends the run, and not this read alone, for which nobody waits.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
        }

        lock (latency)
            latency.Record(Clock.Now - due);
        Interlocked.Decrement(ref _inFlight);
    }
}
