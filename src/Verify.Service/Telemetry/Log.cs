namespace Verify.Telemetry;

/// <summary>Every log event of the service: ids and names are contract, none carries a code or a name of a person.</summary>
public static partial class Log
{
    /// <summary>A defect of ours ended a call; the caller knows only the incident.</summary>
    [LoggerMessage(EventId = 1, EventName = "Defect", Level = LogLevel.Error, Message = "Incident {Incident} in {Method}.")]
    public static partial void Defect(ILogger logger, Exception exception, Guid incident, string method);
}
