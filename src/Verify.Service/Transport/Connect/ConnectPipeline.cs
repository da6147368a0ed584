using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Verify.Transport.Connect;

/// <summary>
/// What stands behind a method: the interceptors that AddGrpc was given for all services, the first outermost, then the service.
/// </summary>
internal static class ConnectPipeline
{
    /// <summary>The handler of a unary method of <typeparamref name="TService"/>.</summary>
    public static UnaryServerMethod<TRequest, TResponse> Build<TService, TRequest, TResponse>(
        Method<TRequest, TResponse> method, IEnumerable<InterceptorRegistration> interceptors)
        where TService : class
        where TRequest : class
        where TResponse : class
    {
        var call = typeof(TService).GetMethod(method.Name, [typeof(TRequest), typeof(ServerCallContext)])!
            .CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var services = new PerCall<TService>(typeof(TService), []);
        UnaryServerMethod<TRequest, TResponse> pipeline = (request, context) =>
            services.UseAsync(context.GetHttpContext().RequestServices, service => call(service, request, context));
        foreach (var registration in interceptors.Reverse()) pipeline = Wrap(registration, pipeline);
        return pipeline;
    }

    private static UnaryServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        InterceptorRegistration registration, UnaryServerMethod<TRequest, TResponse> next)
        where TRequest : class
        where TResponse : class
    {
        var interceptors = new PerCall<Interceptor>(registration.Type, [.. registration.Arguments]);
        return (request, context) => interceptors.UseAsync(
            context.GetHttpContext().RequestServices, interceptor => interceptor.UnaryServerHandler(request, context, next));
    }
}
