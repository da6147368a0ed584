using System.Text.Encodings.Web;
using System.Text.Json;

namespace Verify.Grpc.Tests.Interop;

/// <summary>How calls and outcomes are written: one camel-cased object a line, Unicode as it is.</summary>
internal static class JsonLines
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
