using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Verify.Transport.Reflection;

/// <summary>
/// The same service under its older name, grpc.reflection.v1alpha.ServerReflection, which many clients still ask first. Names
/// and field numbers did not change from v1alpha to v1, so the bytes of one are the bytes of the other.
/// </summary>
[BindServiceMethod(typeof(ReflectionServiceV1Alpha), nameof(BindService))]
public sealed class ReflectionServiceV1Alpha(DescriptorIndex index) : ReflectionService(index)
{
    private static readonly Method<ServerReflectionRequest, ServerReflectionResponse> Info = new(
        MethodType.DuplexStreaming,
        "grpc.reflection.v1alpha.ServerReflection",
        nameof(ServerReflectionInfo),
        Marshallers.Create(message => message.ToByteArray(), ServerReflectionRequest.Parser.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), ServerReflectionResponse.Parser.ParseFrom));

    /// <summary>Called by the gRPC host, as it calls a generated BindService.</summary>
    public static void BindService(ServiceBinderBase binder, ServerReflection.ServerReflectionBase? service) => binder.AddMethod(
        Info,
        service is null ? null : new DuplexStreamingServerMethod<ServerReflectionRequest, ServerReflectionResponse>(service.ServerReflectionInfo));
}
