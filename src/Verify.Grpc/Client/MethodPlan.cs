using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Grpc.Client;

/// <summary>How one method is called on one channel.</summary>
internal sealed record MethodPlan(Uri Uri, RetryPolicy? Retry)
{
    public static MethodPlan For(IMethod method, GrpcChannel channel) => new(
        new Uri(channel.Address, channel.Address.AbsolutePath.TrimEnd('/') + method.FullName),
        Best(method, channel.Options.ServiceConfig)?.RetryPolicy);

    /// <summary>Looks at every retry policy, so that a wrong one shows when the channel is made.</summary>
    /// <exception cref="InvalidOperationException">A policy makes no sense.</exception>
    public static void Check(ServiceConfig? config)
    {
        foreach (var policy in (config?.MethodConfigs ?? []).Select(c => c.RetryPolicy).OfType<RetryPolicy>()) Check(policy);
    }

    /// <summary>The name that says most wins: service and method, then service, then everything.</summary>
    private static MethodConfig? Best(IMethod method, ServiceConfig? config) => config?.MethodConfigs
        .SelectMany(c => c.Names, (c, name) => (Config: c, Fit: Fit(name, method)))
        .Where(c => c.Fit > 0)
        .OrderByDescending(c => c.Fit)
        .Select(c => c.Config)
        .FirstOrDefault();

    private static int Fit(MethodName name, IMethod method)
    {
        if (string.IsNullOrEmpty(name.Service)) return 1;
        if (name.Service != method.ServiceName) return 0;
        if (string.IsNullOrEmpty(name.Method)) return 2;
        return name.Method == method.Name ? 3 : 0;
    }

    private static void Check(RetryPolicy policy)
    {
        if (policy.MaxAttempts is null or < 2) throw Wrong("MaxAttempts must be 2 or more");
        if (policy.InitialBackoff is null || policy.InitialBackoff <= TimeSpan.Zero) throw Wrong("InitialBackoff must be above zero");
        if (policy.MaxBackoff is null || policy.MaxBackoff <= TimeSpan.Zero) throw Wrong("MaxBackoff must be above zero");
        if (policy.BackoffMultiplier is null or <= 0) throw Wrong("BackoffMultiplier must be above zero");
        if (policy.RetryableStatusCodes.Count == 0) throw Wrong("RetryableStatusCodes must name a code");

        static InvalidOperationException Wrong(string what) => new($"Retry policy: {what}.");
    }
}
