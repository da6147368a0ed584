using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Client;

/// <summary>Every event that calling logs, under the category <see cref="Category"/>. The ids are contract.</summary>
internal static partial class GrpcClientLog
{
    public const string Category = "Grpc.Net.Client.Internal.GrpcCall";

    [LoggerMessage(1, LogLevel.Debug, "Attempt {Attempt} of '{Method}' ended with {StatusCode}. Retrying in {Delay}.")]
    public static partial void Retrying(ILogger logger, string method, StatusCode statusCode, int attempt, TimeSpan delay);
}
