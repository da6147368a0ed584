using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>Answers calls of unknown methods and services with UNIMPLEMENTED. Other requests pass by.</summary>
internal sealed class UnimplementedEndpoints
{
    private const string ServiceKey = "unimplementedService";
    private const string MethodKey = "unimplementedMethod";

    private readonly HashSet<string> _mapped = [];

    public void Map(IEndpointRouteBuilder routes, IEnumerable<string> services)
    {
        foreach (string service in services) MapOnce(routes, $"{service}/{{{MethodKey}}}", $"gRPC - Unimplemented method for {service}");
        MapOnce(routes, $"{{{ServiceKey}}}/{{{MethodKey}}}", "gRPC - Unimplemented service");
    }

    private void MapOnce(IEndpointRouteBuilder routes, string template, string displayName)
    {
        if (!_mapped.Add(template)) return;
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(GrpcServerLog.Category);
        var pattern = RoutePatternFactory.Parse(template, defaults: null, parameterPolicies: new { unimplementedMethod = new GrpcOnly() });
        routes.Map(pattern, http => AnswerAsync(http, logger)).Add(builder =>
        {
            builder.DisplayName = displayName;
            ((RouteEndpointBuilder)builder).Order = int.MaxValue; // whatever else matches is meant
        });
    }

    private static Task AnswerAsync(HttpContext http, ILogger logger)
    {
        if (RequestGate.Refuses(http, logger)) return Task.CompletedTask;

        string? method = http.Request.RouteValues[MethodKey]?.ToString();
        string? service = http.Request.RouteValues[ServiceKey]?.ToString();
        GrpcServerLog.Unimplemented(logger, service, method);
        http.Response.ContentType = HeaderNames.ContentType;
        http.Response.Headers.GrpcStatus = "12";
        http.Response.Headers.GrpcMessage = service is null ? "Method is unimplemented." : "Service is unimplemented.";
        return Task.CompletedTask;
    }

    private sealed class GrpcOnly : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null && HttpMethods.IsPost(httpContext.Request.Method) && RequestGate.IsGrpc(httpContext.Request.ContentType);
    }
}
