using Verify.Telemetry;

namespace Verify.Audit.Journal;

/// <summary>Ships the journals of processes that are gone, at once and then from time to time.</summary>
internal sealed class Adoption : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly string _root;
    private readonly IRegisterStore _store;
    private readonly RegisterOptions _options;
    private readonly ILogger _log;
    private readonly Task _running;

    public Adoption(string root, IRegisterStore store, RegisterOptions options, ILogger log)
    {
        (_root, _store, _options, _log) = (root, store, options, log);
        First = Task.Run(AdoptAsync);
        _running = RunAsync();
    }

    /// <summary>Ends when the store has what was there at the start, or could not take it.</summary>
    public Task First { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await First;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_options.AdoptMs));
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await AdoptAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopped; what is left is for the next process.
        }
    }

    private async Task AdoptAsync()
    {
        foreach (var path in JournalFolder.WithRecords(_root))
        {
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                // Closing a journal ships it.
                if (Journal.TryOpen(path, _store, _options, _log) is { } journal)
                    await journal.DisposeAsync();
            }
#pragma warning disable CA1031 // Whatever it is, this journal stays where it is, and the others are still to be looked at.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.JournalNotAdopted(_log, exception, path);
            }
        }
    }
}
