using Verify.Dossiers;

namespace Verify.Hosting;

/// <summary>Keeps what a running server has kept of the registry true, whichever process writes to it or publishes a catalogue.</summary>
internal sealed class DossierKeeper(KeptDossiers kept) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => kept.RunAsync(stoppingToken);
}
