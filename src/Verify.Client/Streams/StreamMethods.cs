using Google.Protobuf.Reflection;
using Grpc.Core;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>The methods of streams, by their names.</summary>
internal static class StreamMethods
{
    public static readonly IMethod Watch = new Named(VerificationService.Descriptor.FindMethodByName(nameof(Watch)));

    public static readonly IMethod Screen = new Named(VerificationService.Descriptor.FindMethodByName(nameof(Screen)));

    private sealed class Named(MethodDescriptor method) : IMethod
    {
        public MethodType Type => method.IsClientStreaming ? MethodType.DuplexStreaming : MethodType.ServerStreaming;

        public string ServiceName => method.Service.FullName;

        public string Name => method.Name;

        public string FullName => $"/{ServiceName}/{Name}";
    }
}
