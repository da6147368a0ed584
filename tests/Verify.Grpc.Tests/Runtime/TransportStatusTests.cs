using Grpc.Client;
using Grpc.Core;

namespace Verify.Grpc.Tests.Runtime;

public sealed class TransportStatusTests
{
    [Fact]
    public void A_sending_that_the_HTTP_client_gave_up_is_UNAVAILABLE_with_the_connection_as_cause()
    {
        var status = TransportStatus.Of(new TaskCanceledException(), "Error starting gRPC call.");

        Assert.Equal(StatusCode.Unavailable, status.StatusCode);
        Assert.IsType<IOException>(status.DebugException);
    }
}
