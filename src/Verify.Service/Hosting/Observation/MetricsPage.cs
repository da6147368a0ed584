using Grpc.Core;
using Verify.Callers;
using Verify.Telemetry.Prometheus;
using Verify.Transport;

namespace Verify.Hosting.Observation;

/// <summary>
/// <c>/metrics</c> for Prometheus. The ports without TLS are this machine's own, and whoever is on it may read; over TLS it takes a caller
/// with the scope <c>metrics</c>.
/// </summary>
internal static class MetricsPage
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints, MeterReader reader) =>
        endpoints.MapGet("/metrics", (HttpContext http, CallAdmission admission) =>
        {
            if (!http.Request.IsHttps)
                return Page();
            using var call = admission.Enter(http, Scopes.ReadMetrics);
            return call.Refusal is { } refusal ? Results.StatusCode(StatusOf(FailureStatus.CodeOf(refusal.Reason))) : Page();

            IResult Page() => Results.Text(reader.Read(), ExpositionText.ContentType);
        });

    private static int StatusOf(StatusCode code) => code switch
    {
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
