using Verify.Flows;

namespace Verify.Hosting;

/// <summary>Keeps the catalogues of a running server those of the registry, whichever process publishes.</summary>
internal sealed class CatalogFollower(CatalogFlow flow) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => flow.FollowAsync(stoppingToken);
}
