using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Verify.Tests.Transport.Connect;

public sealed class ConnectInterceptorTests
{
    [Fact]
    public async Task Interceptors_of_grpc_apply_the_first_outermost()
    {
        await using var server = new EchoServer
        {
            ConfigureGrpc = grpc =>
            {
                grpc.Interceptors.Add<Stamp>("outer");
                grpc.Interceptors.Add<Stamp>("inner");
            },
        };
        await server.InitializeAsync();
        using var response = await server.PostJson("""{"act":"ACT_THROW"}""");
        Assert.Equal(("aborted", "stopped by inner"), await response.Error(409));
        Assert.Equal(["outer", "inner"], response.Headers.GetValues("trailer-stamp"));
    }

    public sealed class Stamp(string name) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.ResponseTrailers.Add("stamp", name);
            try
            {
                return await continuation(request, context);
            }
            catch (InvalidTimeZoneException)
            {
                throw new RpcException(new Status(StatusCode.Aborted, $"stopped by {name}"));
            }
        }
    }
}
