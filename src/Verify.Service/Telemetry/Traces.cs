using System.Diagnostics;

namespace Verify.Telemetry;

/// <summary>The spans of the service. Their attributes are labels of <see cref="Label"/>, and never say who was asked about.</summary>
public static class Traces
{
    /// <summary>Where they come from.</summary>
    public static readonly ActivitySource Source = new(ServiceMeter.Name, ServiceMeter.Version);

    /// <summary>A read of dossiers from the store.</summary>
    public const string StoreRead = "verify.store.read";

    /// <summary>A read of dossiers from Redis.</summary>
    public const string RedisRead = "verify.redis.read";

    /// <summary>A wait until no instance can answer from before a change.</summary>
    public const string LiftWait = "verify.lift.wait";
}
