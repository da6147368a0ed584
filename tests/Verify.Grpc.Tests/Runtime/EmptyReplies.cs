using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>Answers with messages of no bytes.</summary>
internal sealed class EmptyReplies : Echo.EchoBase
{
    public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context) => Task.FromResult(new EchoReply());
}

internal static class EmptyRepliesSetup
{
    public static void AddEmptyReplies(this IServiceCollection services) => services.AddSingleton<EmptyReplies>();

    public static void MapEmptyReplies(this WebApplication app) => app.MapGrpcService<EmptyReplies>();
}
