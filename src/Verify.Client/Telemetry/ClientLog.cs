using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Verify.Client;

/// <summary>Everything that a client logs. No subject, case or person is in it.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} at {Address} ended {Code} ({Cause}) in attempt {Attempt}; the next follows in {PauseMs} ms")]
    public static partial void Retrying(ILogger logger, string method, Uri address, StatusCode code, string cause, int attempt, double pauseMs);

    [LoggerMessage(2, LogLevel.Information, "{Address} is away: calls go elsewhere")]
    public static partial void Away(ILogger logger, Uri address);

    [LoggerMessage(3, LogLevel.Information, "{Address} serves again")]
    public static partial void Back(ILogger logger, Uri address);

    [LoggerMessage(4, LogLevel.Information, "{Stream} at {Address} ended {Code}; it resumes in {PauseMs} ms")]
    public static partial void Resuming(ILogger logger, string stream, Uri address, StatusCode code, double pauseMs);
}
