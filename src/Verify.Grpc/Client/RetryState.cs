using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Client;

/// <summary>Decides, after each failed attempt of one call, whether and when to try again (gRFC A6).</summary>
internal sealed class RetryState(RetryPolicy policy, int? channelMaxAttempts, RetryThrottle? throttle)
{
    private readonly int _maxAttempts = Math.Min(policy.MaxAttempts!.Value, channelMaxAttempts ?? int.MaxValue);
    private TimeSpan _backoff = policy.InitialBackoff!.Value;

    /// <summary>The wait before the next attempt, or null to let the failure stand.</summary>
    /// <param name="status">How the attempt ended.</param>
    /// <param name="pushback">The server's <c>grpc-retry-pushback-ms</c>, or null.</param>
    /// <param name="attempts">How many attempts there have been.</param>
    public TimeSpan? DelayAfter(Status status, string? pushback, int attempts)
    {
        bool retryable = policy.RetryableStatusCodes.Contains(status.StatusCode);
        int? pushbackMs = pushback is null ? null : PushbackMs(pushback);
        bool refused = pushbackMs < 0;
        if (retryable || refused) throttle?.Failed();

        if (!retryable || refused || attempts >= _maxAttempts || throttle is { AllowsRetry: false }) return null;
        return pushbackMs is { } ms ? AfterPushback(ms) : NextBackoff();
    }

    /// <summary>Tells the throttle how a call ended that was past retrying.</summary>
    public void Ended(Status status)
    {
        if (status.StatusCode == StatusCode.OK) throttle?.Succeeded();
        else if (policy.RetryableStatusCodes.Contains(status.StatusCode)) throttle?.Failed();
    }

    private TimeSpan AfterPushback(int ms)
    {
        _backoff = policy.InitialBackoff!.Value;
        return TimeSpan.FromMilliseconds(ms);
    }

    private TimeSpan NextBackoff()
    {
        var delay = Random.Shared.NextDouble() * Min(_backoff, policy.MaxBackoff!.Value);
        _backoff = Min(_backoff * policy.BackoffMultiplier!.Value, policy.MaxBackoff.Value);
        return delay;
    }

    /// <summary>What cannot be read asks for no retry, as a negative number does.</summary>
    private static int PushbackMs(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int ms) ? ms : -1;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
