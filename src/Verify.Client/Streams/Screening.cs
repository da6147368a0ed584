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
        var plan = CallPlan.Of(StreamMethods.Screen);
        using var ledger = new ScreenLedger<T>(state.Options.ScreenWindow, subjectOf, () => new RetryRules(state, plan));
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
                    var error = next.Error is null ? null : ErrorReading.Of(next.Error);
                    if (error is null)
                        state.Budget.Succeeded();
                    else if (ledger.Postpone(next.ItemId, error, state.Options.CallTimeout) is { } pause)
                    {
                        _ = SendAgainAsync(ledger, next.ItemId, pause, ending.Token);
                        continue;
                    }

                    if (ledger.TryAnswer(next.ItemId, out var item))
                        yield return new Checked<T>(item, next.Answer, error);
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

    /// <summary>Nobody waits for it: the item is answered, or the screening ends and with it the pause.</summary>
    private async Task SendAgainAsync(ScreenLedger<T> ledger, string id, TimeSpan pause, CancellationToken ending)
    {
        ClientTelemetry.Retried(StreamMethods.Screen, nameof(Failure.Busy));
        await Task.Delay(pause, state.Clock, ending);
        ledger.SendAgain(id);
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
