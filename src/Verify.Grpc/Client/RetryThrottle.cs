using Grpc.Net.Client.Configuration;

namespace Grpc.Client;

/// <summary>A channel's purse of retry tokens (gRFC A6): failures take, successes give, below half nobody retries.</summary>
internal sealed class RetryThrottle(int maxTokens, double tokenRatio)
{
    private readonly Lock _lock = new();
    private double _tokens = maxTokens;

    public static RetryThrottle? From(RetryThrottlingPolicy? policy) => policy switch
    {
        null => null,
        { MaxTokens: > 0 and var tokens, TokenRatio: > 0 and var ratio } => new RetryThrottle(tokens, ratio),
        _ => throw new InvalidOperationException("Retry throttling: MaxTokens and TokenRatio must be above zero."),
    };

    public bool AllowsRetry
    {
        get
        {
            lock (_lock) return _tokens > maxTokens / 2.0;
        }
    }

    public void Failed()
    {
        lock (_lock) _tokens = Math.Max(0, _tokens - 1);
    }

    public void Succeeded()
    {
        lock (_lock) _tokens = Math.Min(maxTokens, _tokens + tokenRatio);
    }
}
