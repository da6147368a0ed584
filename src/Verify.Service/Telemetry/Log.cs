namespace Verify.Telemetry;

/// <summary>Every log event of the service: ids and names are contract, none carries a code or a name of a person.</summary>
public static partial class Log
{
    /// <summary>A defect of ours ended a call; the caller knows only the incident.</summary>
    [LoggerMessage(EventId = 1, EventName = "Defect", Level = LogLevel.Error, Message = "Incident {Incident} in {Method}.")]
    public static partial void Defect(ILogger logger, Exception exception, Guid incident, string method);

    /// <summary>A Connect call ended in an exception that nothing before it had named.</summary>
    [LoggerMessage(EventId = 2, EventName = "ConnectHandlerFailed", Level = LogLevel.Error, Message = "{Method} ended in an unforeseen exception.")]
    public static partial void ConnectHandlerFailed(ILogger logger, Exception exception, string method);
}
