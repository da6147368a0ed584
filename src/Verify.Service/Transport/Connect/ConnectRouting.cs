using Microsoft.AspNetCore.Routing.Matching;

namespace Verify.Transport.Connect;

/// <summary>
/// gRPC and Connect share their paths. This policy tells them apart: whatever says <c>application/grpc</c> is gRPC's, all else
/// is Connect's.
/// </summary>
internal sealed class ConnectRouting : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>Metadata of every Connect endpoint.</summary>
    internal sealed class Marker
    {
        public static readonly Marker Instance = new();
    }

    // After the policies of the framework, such as HTTP method and host, and before two candidates count as ambiguous.
    public override int Order => 1000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsConnect);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var isGrpc = httpContext.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
        if (!HasConnect(candidates)) return Task.CompletedTask;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (IsConnect(candidates[i].Endpoint) == isGrpc) candidates.SetValidity(i, false);
        }
        return Task.CompletedTask;
    }

    private static bool HasConnect(CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && IsConnect(candidates[i].Endpoint)) return true;
        }
        return false;
    }

    private static bool IsConnect(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Marker>() is not null;
}
