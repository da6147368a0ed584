using System.Runtime.CompilerServices;
using Verify.Client.Calls;
using Verify.Client.Errors;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>A screening over as many connections as it takes; each sends what has no answer yet.</summary>
internal sealed class Screening<T>(ClientState state, CheckRequest context, IAsyncEnumerable<T> items, Func<T, Subject> subjectOf)
{
    public async IAsyncEnumerable<Checked<T>> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ledger = new ScreenLedger<T>(state.Options.ScreenWindow, subjectOf);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var taking = TakeAsync(ledger, ending);
        try
        {
            var tries = new StreamTries(state, nameof(StreamMethods.Screen), state.Options.MaxAttempts);
            while (!ledger.IsDone)
            {
                await using var connection = new ScreenConnection(
                    state, tries.Next(), Preparation.Fresh(context, state.Memory), ledger.SendAgainAsync, ending.Token);
                while (await ReadAsync(connection, taking) is { } next)
                {
                    tries.Progressed();
                    state.Memory.Note(next.Answer?.Freshness?.Revision ?? 0);
                    if (ledger.TryAnswer(next.ItemId, out var item))
                        yield return new Checked<T>(item, next.Answer, next.Error is null ? null : ErrorReading.Of(next.Error));
                }

                if (!ledger.IsDone)
                    await tries.PauseAsync(connection.Ended!, cancellation);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A source that fails ends the screening.</summary>
    private async Task TakeAsync(ScreenLedger<T> ledger, CancellationTokenSource ending)
    {
        try
        {
            await ledger.TakeAsync(items, ending.Token);
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private static async Task<ScreenResponse?> ReadAsync(ScreenConnection connection, Task taking)
    {
        try
        {
            return await connection.ReadAsync();
        }
        catch (OperationCanceledException) when (taking.IsFaulted)
        {
            await taking;
            throw;
        }
    }
}
