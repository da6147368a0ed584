using System.Reflection;
using Google.Protobuf;
using Grpc.Core;
using Verify.Transport;
using Verify.Transport.Replies;
using Verify.V1;

namespace Verify.Service.Tests.Replies;

public sealed class EncodedRepliesTests
{
    /// <summary>That is how Grpc.AspNetCore finds them; it serves the package set that releases are made of.</summary>
    [Fact]
    public void The_bind_method_takes_the_type_whose_methods_the_endpoint_overrides()
    {
        var attribute = typeof(VerificationEndpoint).GetCustomAttribute<BindServiceMethodAttribute>()!;
        var bind = attribute.BindType.GetMethod(attribute.BindMethodName, [typeof(ServiceBinderBase), typeof(VerificationEndpoint)])!;
        var declaring = bind.GetParameters()[1].ParameterType;
        Assert.All(
            VerificationService.Descriptor.Methods,
            method => Assert.Equal(declaring, typeof(VerificationEndpoint).GetMethod(method.Name)!.GetBaseDefinition().DeclaringType));
    }

    [Fact]
    public void Who_reads_the_fields_of_an_encoded_reply_finds_them()
    {
        var answer = new CheckResponse { FeedbackDueOn = "2026-07-10", Reasons = { new Reason { Code = ReasonCode.Red } } };
        Assert.Equal(answer, EncodedReplies.Whole(CheckResponse.Of(answer.ToByteArray())));
        Assert.Same(answer, EncodedReplies.Whole(answer));
    }
}
