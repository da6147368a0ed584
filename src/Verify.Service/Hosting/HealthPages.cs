using Verify.Registry;

namespace Verify.Hosting;

/// <summary>
/// Pages for probes. <c>/healthz/live</c>: the process answers. <c>/healthz/ready</c>: it is warm, and the store answers too.
/// <c>/healthz/fresh</c>: what would be answered now is proven fresh.
/// </summary>
internal static class HealthPages
{
    public static void MapHealthPages(this IEndpointRouteBuilder endpoints, Foundation foundation)
    {
        endpoints.MapGet("/healthz/live", static () => Results.Json(new { status = "live" }));
        endpoints.MapGet("/healthz/ready", (CancellationToken cancellation) => AskStoreAsync(foundation, "ready", cancellation));
        endpoints.MapGet("/healthz/fresh", () => FreshnessOf(foundation));
    }

    private static IResult FreshnessOf(Foundation foundation)
    {
        var freshness = foundation.Kept.Freshness;
        var at = freshness.Current;
        var fresh = freshness.IsFresh(at);
        return Results.Json(
            new
            {
                status = fresh ? "fresh" : "freshness unproven",
                revision = Math.Max(at.Revision, 0),
                provenAt = at.Revision < 0 ? (DateTimeOffset?)null : at.At,
                ageMs = at.Revision < 0 ? (double?)null : Math.Round(freshness.AgeOf(at).TotalMilliseconds, 1),
                leaseMs = foundation.Options.Cache.LeaseMs,
            },
            statusCode: fresh ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> AskStoreAsync(Foundation foundation, string good, CancellationToken cancellation)
    {
        if (!foundation.IsWarm)
            return Results.Json(new { status = "warming up" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        try
        {
            var revision = await foundation.Store.ReadRevisionAsync(cancellation);
            return Results.Json(new { status = good, revision, provenAt = foundation.Clock.GetUtcNow() });
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes 503: a balancer sends calls elsewhere.
            return Results.Json(new { status = "store unavailable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
