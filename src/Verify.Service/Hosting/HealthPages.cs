using Verify.Registry;

namespace Verify.Hosting;

/// <summary>
/// Pages for probes. <c>/healthz/live</c>: the process answers. <c>/healthz/ready</c>: the store answers too.
/// <c>/healthz/fresh</c>: what would be answered now is proven fresh; without a cache before the store that is the same.
/// </summary>
internal static class HealthPages
{
    public static void MapHealthPages(this IEndpointRouteBuilder endpoints, Foundation foundation)
    {
        endpoints.MapGet("/healthz/live", static () => Results.Json(new { status = "live" }));
        endpoints.MapGet("/healthz/ready", (CancellationToken cancellation) => AskStoreAsync(foundation, "ready", cancellation));
        endpoints.MapGet("/healthz/fresh", (CancellationToken cancellation) => AskStoreAsync(foundation, "fresh", cancellation));
    }

    private static async Task<IResult> AskStoreAsync(Foundation foundation, string good, CancellationToken cancellation)
    {
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
