using System.Collections.Immutable;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Verify.Transport.Health;

/// <summary>
/// What the host says of each service's health, by full name, and of the server as a whole under the empty name. Safe for any
/// number of threads.
/// </summary>
public sealed class HealthStates
{
    private readonly Lock _turn = new();
    private HealthSnapshot _now = new(ImmutableDictionary<string, ServingStatus>.Empty, isClosed: false);

    /// <summary>The states at this moment.</summary>
    public HealthSnapshot Now => Volatile.Read(ref _now);

    /// <summary>Sets the status of one service, which is known from then on. Nothing changes after <see cref="Close"/>.</summary>
    public void Set(string service, ServingStatus status)
    {
        lock (_turn)
        {
            if (!_now.IsClosed) Publish(_now.Services.SetItem(service, status), isClosed: false);
        }
    }

    /// <summary>Says for good that no service takes calls, and ends every watch: the server is about to stop.</summary>
    public void Close()
    {
        lock (_turn)
        {
            if (!_now.IsClosed) Publish(_now.Services.ToImmutableDictionary(state => state.Key, _ => ServingStatus.NotServing), isClosed: true);
        }
    }

    private void Publish(ImmutableDictionary<string, ServingStatus> services, bool isClosed)
    {
        var before = _now;
        Volatile.Write(ref _now, new HealthSnapshot(services, isClosed));
        before.Supersede();
    }
}
