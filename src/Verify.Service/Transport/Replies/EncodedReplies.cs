using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Verify.V1;

namespace Verify.Transport.Replies;

/// <summary>
/// Binds <see cref="VerificationEndpoint"/> as its generated base would, but for replies that are encoded already: those go on the wire
/// as they are.
/// </summary>
internal static class EncodedReplies
{
    /// <summary>The service that is bound.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor => VerificationService.Descriptor;

    /// <summary>
    /// Called by the gRPC runtime and by Connect when they map the service. The official runtime looks for methods that override those of
    /// the second parameter's type.
    /// </summary>
    public static void BindService(ServiceBinderBase binder, VerificationService.VerificationServiceBase? implementation) =>
        VerificationService.BindService(new Binder(binder), implementation);

    /// <summary>The message with its fields, which somebody is about to read.</summary>
    public static IMessage Whole(IMessage message) =>
        message is IEncodedMessage { Encoded: { IsEmpty: false } bytes } ? message.Descriptor.Parser.ParseFrom(bytes.Span) : message;

    private static Method<TRequest, TResponse> Encoding<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        var plain = method.ResponseMarshaller;
        return new(
            method.Type,
            method.ServiceName,
            method.Name,
            method.RequestMarshaller,
            Marshallers.Create(
                (message, context) =>
                {
                    if (message is IEncodedMessage { Encoded: { IsEmpty: false } bytes })
                        Write(bytes.Span, context);
                    else
                        plain.ContextualSerializer(message, context);
                },
                plain.ContextualDeserializer));
    }

    private static void Write(ReadOnlySpan<byte> message, SerializationContext context)
    {
        context.SetPayloadLength(message.Length);
        context.GetBufferWriter().Write(message);
        context.Complete();
    }

    private sealed class Binder(ServiceBinderBase inner) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) => inner.AddMethod(Encoding(method), handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) => inner.AddMethod(Encoding(method), handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) => inner.AddMethod(Encoding(method), handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) => inner.AddMethod(Encoding(method), handler);
    }
}
