using Verify.Audit.Chain;
using Verify.Audit.Journal;

namespace Verify.Audit;

/// <summary>The whole register: its chain in the store, and what waits for the store in journals.</summary>
/// <param name="chain">The chain.</param>
/// <param name="register">The register before it, which ships what this process has answered.</param>
/// <param name="journals">The folder of the journals of all processes on this machine.</param>
public sealed class RegisterLog(IRegisterChain chain, IQueryRegister register, string journals) : IDisposable
{
    // It reads everything: one at a time is enough for a process that also answers.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Verifies what the store and the journals hold.</summary>
    /// <param name="span">What of the chain.</param>
    /// <param name="progress">Hears of it now and then.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RegisterUnavailableException">The store cannot be reached.</exception>
    public async Task<LogReport> VerifyAsync(LogSpan span, Action<LogProgress>? progress, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await register.FlushAsync(cancellation);
            var report = await ChainVerification.RunAsync(chain, span, progress, cancellation);
            var journal = JournalVerification.FaultsOf(journals);
            return new LogReport(
                report.Progress with { FaultsFound = report.Progress.FaultsFound + journal.Count },
                [.. report.Faults.Concat(journal).Take(ChainVerification.FaultsMax)]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
