using System.Collections.Immutable;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Verify.Transport.Health;

/// <summary>
/// All states between two changes. It carries the signal of its own end, so that whoever reads a state and then waits cannot
/// miss the change in between.
/// </summary>
/// <param name="services">Status by full name.</param>
/// <param name="isClosed">Whether this is the last snapshot.</param>
public sealed class HealthSnapshot(ImmutableDictionary<string, ServingStatus> services, bool isClosed)
{
    // Watchers go on with their own writes: they must not run inside the lock of whoever sets a state.
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Status by full name.</summary>
    public ImmutableDictionary<string, ServingStatus> Services => services;

    /// <summary>Whether the server is about to stop.</summary>
    public bool IsClosed => isClosed;

    /// <summary>Completes when another snapshot has taken its place.</summary>
    public Task Superseded => _superseded.Task;

    internal void Supersede() => _superseded.TrySetResult();
}
