using Grpc.Core;
using Verify.Callers;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>What the metadata of a call says: (2) who asks, and in which language.</summary>
internal static class CallContexts
{
    public static Caller Caller(this ServerCallContext context) =>
        DevelopmentCallers.Identify(context.RequestHeaders.GetValue(DevelopmentCallers.DepartmentHeader));

    public static Language Language(this ServerCallContext context) =>
        AnswerWriting.LanguageOf(context.RequestHeaders.GetValue("accept-language"));
}
