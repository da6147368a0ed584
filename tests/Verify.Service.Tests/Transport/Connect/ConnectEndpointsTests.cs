using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Verify.Transport.Connect;

namespace Verify.Tests.Transport.Connect;

public sealed class ConnectEndpointsTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Fact]
    public void Attributes_of_service_and_method_hold_for_connect_as_for_grpc()
    {
        foreach (var transport in new[] { "Connect", "gRPC" })
        {
            var look = server.Endpoints.Single(endpoint => endpoint.DisplayName == $"{transport} - /verify.test.v1.EchoService/Look");
            Assert.Equal("service", look.Metadata.GetMetadata<CategoryAttribute>()?.Category);
            Assert.Equal("method", look.Metadata.GetMetadata<DescriptionAttribute>()?.Description);
        }
    }

    [Fact]
    public void A_class_that_is_no_grpc_service_cannot_be_mapped() =>
        Assert.Throws<InvalidOperationException>(() => WebApplication.CreateEmptyBuilder(new()).Build().MapConnectService<NoService>());

    private sealed class NoService;
}
