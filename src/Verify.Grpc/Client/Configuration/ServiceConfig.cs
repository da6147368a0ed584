using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel makes calls, method by method.</summary>
public sealed class ServiceConfig
{
    /// <summary>The configurations; the one whose name fits a method best applies.</summary>
    public IList<MethodConfig> MethodConfigs { get; } = [];

    /// <summary>When retries pause because too many calls fail; null means never.</summary>
    public RetryThrottlingPolicy? RetryThrottling { get; set; }
}

/// <summary>How some methods are called.</summary>
public sealed class MethodConfig
{
    /// <summary>The methods it applies to.</summary>
    public IList<MethodName> Names { get; } = [];

    /// <summary>When failed calls are retried; null means never.</summary>
    public RetryPolicy? RetryPolicy { get; set; }
}

/// <summary>Names a method; without a method a whole service; without a service everything.</summary>
public sealed class MethodName
{
    /// <summary>Everything.</summary>
    public static readonly MethodName Default = new();

    /// <summary>The full service name, or null for every service.</summary>
    public string? Service { get; set; }

    /// <summary>The method name, or null for every method of the service.</summary>
    public string? Method { get; set; }
}

/// <summary>When failed calls are retried (gRFC A6).</summary>
public sealed class RetryPolicy
{
    /// <summary>Attempts in all, the first included; at least 2. The channel's own maximum holds beside it.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The upper end of the random wait before the first retry.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    /// <summary>What no wait exceeds.</summary>
    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>By how much the upper end grows with each retry.</summary>
    public double? BackoffMultiplier { get; set; }

    /// <summary>The codes after which a retry is right.</summary>
    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}

/// <summary>When retries pause: a failure takes a token, a success gives some back; below half there is no retry.</summary>
public sealed class RetryThrottlingPolicy
{
    /// <summary>Tokens at the start, and at most.</summary>
    public int? MaxTokens { get; set; }

    /// <summary>Tokens that a success gives back.</summary>
    public double? TokenRatio { get; set; }
}
