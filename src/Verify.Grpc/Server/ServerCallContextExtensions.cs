using Grpc.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From a call to the HTTP request that carries it.</summary>
public static class ServerCallContextExtensions
{
    private const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP request of a call. A context of another make gives it as <c>UserState["__HttpContext"]</c>.</summary>
    /// <exception cref="InvalidOperationException">The call did not come over ASP.NET Core.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        if (serverCallContext is ServerCall call) return call.Http;

        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext.UserState.TryGetValue(HttpContextKey, out object? value) && value is HttpContext http
            ? http
            : throw new InvalidOperationException("The call did not come over ASP.NET Core.");
    }
}
