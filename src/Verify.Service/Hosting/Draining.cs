using Verify.Transport.Health;

namespace Verify.Hosting;

/// <summary>
/// How the server goes: (1) it says that it no longer serves, and still does; (2) whoever follows its health sends new calls elsewhere;
/// (3) streams end, to be resumed elsewhere; (4) the server takes no more connections, finishes what is under way and is gone.
/// </summary>
internal sealed class Draining(HealthStates health, Foundation foundation) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        health.Close();
        await Task.Delay(TimeSpan.FromMilliseconds(foundation.Options.DrainMs), cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foundation.Revisions.Stop();
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
