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

    /// <summary>The journal of the register cannot be written; checks are refused until it can.</summary>
    [LoggerMessage(EventId = 10, EventName = "JournalWriteFailed", Level = LogLevel.Error, Message = "The journal in {Folder} cannot be written: no check is answered.")]
    public static partial void JournalWriteFailed(ILogger logger, Exception exception, string folder);

    /// <summary>The journal of the register can be written again.</summary>
    [LoggerMessage(EventId = 11, EventName = "JournalWriteHealed", Level = LogLevel.Warning, Message = "The journal in {Folder} can be written again.")]
    public static partial void JournalWriteHealed(ILogger logger, string folder);

    /// <summary>The disk did not confirm what was written.</summary>
    [LoggerMessage(EventId = 12, EventName = "JournalSyncFailed", Level = LogLevel.Error, Message = "{Segment} could not be synced to the disk.")]
    public static partial void JournalSyncFailed(ILogger logger, Exception exception, string segment);

    /// <summary>The store does not take the journal; checks go on being answered, and what reads the register is refused.</summary>
    [LoggerMessage(EventId = 13, EventName = "JournalBehind", Level = LogLevel.Warning, Message = "The store does not take the journal; {Bytes} bytes wait.")]
    public static partial void JournalBehind(ILogger logger, Exception exception, long bytes);

    /// <summary>The store takes the journal again.</summary>
    [LoggerMessage(EventId = 14, EventName = "JournalCaughtUp", Level = LogLevel.Warning, Message = "The store takes the journal again.")]
    public static partial void JournalCaughtUp(ILogger logger);

    /// <summary>A journal that its last owner left with something in it was opened; it is shipped now.</summary>
    [LoggerMessage(EventId = 15, EventName = "JournalAdopted", Level = LogLevel.Information, Message = "The journal in {Folder} holds {Bytes} bytes of its last owner.")]
    public static partial void JournalAdopted(ILogger logger, string folder, long bytes);

    /// <summary>A stop left something in the journal, since the store does not take it.</summary>
    [LoggerMessage(EventId = 16, EventName = "JournalLeft", Level = LogLevel.Warning, Message = "The journal in {Folder} keeps {Bytes} bytes for the next start.")]
    public static partial void JournalLeft(ILogger logger, string folder, long bytes);

    /// <summary>The journal of a process that is gone cannot be opened.</summary>
    [LoggerMessage(EventId = 17, EventName = "JournalNotAdopted", Level = LogLevel.Error, Message = "The journal in {Folder} cannot be opened.")]
    public static partial void JournalNotAdopted(ILogger logger, Exception exception, string folder);

    /// <summary>A journal is of a later version.</summary>
    [LoggerMessage(EventId = 18, EventName = "JournalRefused", Level = LogLevel.Error, Message = "{Reason}")]
    public static partial void JournalRefused(ILogger logger, string reason);

    /// <summary>The end of a journal was never written whole; no answer has waited for it.</summary>
    [LoggerMessage(EventId = 19, EventName = "JournalTailCut", Level = LogLevel.Warning, Message = "{Segment} ends in the midst of a group: {Bytes} bytes from {Offset} on were cut.")]
    public static partial void JournalTailCut(ILogger logger, string segment, long offset, long bytes);

    /// <summary>Bytes of a journal are not those that were written. What can be read is shipped, and the file is kept as .damaged.</summary>
    [LoggerMessage(EventId = 20, EventName = "JournalDamaged", Level = LogLevel.Critical, Message = "{Segment} is damaged at byte {Offset}; it is kept.")]
    public static partial void JournalDamaged(ILogger logger, string segment, long offset);

    /// <summary>The store is at an earlier revision than it was: an older copy took its place, and this process ends.</summary>
    [LoggerMessage(EventId = 25, EventName = "RegistryWentBack", Level = LogLevel.Critical, Message = "The store has gone back to an earlier revision: it was restored under this service, which ends. Run 'migrate --restored', then start anew.")]
    public static partial void RegistryWentBack(ILogger logger);

    /// <summary>Calls came whose credential proves nobody; no row of the register is written for them, since anybody could fill it.</summary>
    [LoggerMessage(EventId = 30, EventName = "StrangersRefused", Level = LogLevel.Warning, Message = "Refused {Calls} calls of unknown callers.")]
    public static partial void StrangersRefused(ILogger logger, long calls);

    /// <summary>The store could not be asked for callers for longer than those last read hold: nobody is served.</summary>
    [LoggerMessage(EventId = 31, EventName = "CallersLost", Level = LogLevel.Error, Message = "The callers last read no longer hold: nobody is served until the store can be asked.")]
    public static partial void CallersLost(ILogger logger, Exception exception);

    /// <summary>The store can be asked for callers again.</summary>
    [LoggerMessage(EventId = 32, EventName = "CallersFound", Level = LogLevel.Warning, Message = "The callers are known again.")]
    public static partial void CallersFound(ILogger logger);

    /// <summary>A caller asks about more persons than it may; told once an hour.</summary>
    [LoggerMessage(EventId = 33, EventName = "PersonsProbed", Level = LogLevel.Warning, Message = "Caller {Caller} asks about more than {Allowed} persons an hour; further ones wait.")]
    public static partial void PersonsProbed(ILogger logger, string caller, int allowed);
}
