using Grpc.Core;
using Grpc.Health.V1;
using Verify.Domain;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Verify.Transport.Health;

/// <summary>grpc.health.v1.Health over <see cref="HealthStates"/>.</summary>
public sealed class HealthService(HealthStates states) : global::Grpc.Health.V1.Health.HealthBase
{
    /// <inheritdoc/>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        states.Now.Services.TryGetValue(request.Service, out var status)
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw FailureStatus.ToException(new Failure(FailureReason.NotFound, "unknown service"));

    /// <summary>Sends the status and then every change that lasts long enough to be seen; the latest always gets through.</summary>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ServingStatus? sent = null;
        while (true)
        {
            var now = states.Now;
            var status = now.Services.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown);
            if (status != sent) await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
            sent = status;
            if (now.IsClosed) throw new RpcException(new Status(StatusCode.Unavailable, "the server is about to stop"));
            await now.Superseded.WaitAsync(context.CancellationToken);
        }
    }
}
