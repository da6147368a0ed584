using Grpc.Core;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>What the metadata of a call says. Headers are read where they lie: the metadata as a whole is never made.</summary>
internal static class CallContexts
{
    public static Language Language(this ServerCallContext context) => AnswerWriting.LanguageOf(context.AcceptLanguage());

    public static string? AcceptLanguage(this ServerCallContext context) => context.GetHttpContext().Request.Headers.AcceptLanguage;
}
