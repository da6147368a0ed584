using Google.Protobuf.WellKnownTypes;

namespace Verify.Transport;

/// <summary>How long a stream is silent at most, as its caller wants it.</summary>
public static class HeartbeatReading
{
    /// <summary>Where the caller does not say.</summary>
    public const int DefaultSeconds = 30;

    /// <summary>The longest silence.</summary>
    public const int MaxSeconds = 3600;

    /// <summary>Reads the interval; at least a second.</summary>
    public static TimeSpan Read(Duration? given, FieldErrors errors)
    {
        if (given is null)
            return TimeSpan.FromSeconds(DefaultSeconds);
        if (given is { Seconds: >= 1 and < MaxSeconds, Nanos: >= 0 and <= 999_999_999 } or { Seconds: MaxSeconds, Nanos: 0 })
            return given.ToTimeSpan();
        errors.Add("heartbeat_interval", $"Between 1 and {MaxSeconds} seconds.");
        return default;
    }
}
