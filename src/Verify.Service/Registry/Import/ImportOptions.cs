namespace Verify.Registry.Import;

/// <summary>The kinds of file that can be imported.</summary>
public enum ImportKind
{
    /// <summary>主体登记信息: organisations with their names, dates and legal representatives.</summary>
    BaseRegistry,

    /// <summary>红黑名单及重点关注名单: entries of any list kind of the catalogue.</summary>
    Lists,

    /// <summary>行政处罚: the CF_* fields of the national set.</summary>
    Penalties,

    /// <summary>失信被执行人, in the form in which courts publish them.</summary>
    CourtDebtors,
}

/// <summary>What the person who imports a file says about it.</summary>
public sealed record ImportOptions
{
    /// <summary>Facts handed to the sink at once.</summary>
    public const int DefaultBatchSize = 1_000;

    /// <summary>Kind of file; null recognises it by its heading row.</summary>
    public ImportKind? Kind { get; init; }

    /// <summary>List kind (code or Chinese name) of rows that name none.</summary>
    public string? ListKind { get; init; }

    /// <summary>
    /// Source of the catalogue whose synchronisation the import proves; null takes the one that all files of the kind come from, and
    /// records no heartbeat where there is none.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>
    /// The day as of which the file is complete. Given, an unchanged file proves again that its source was synchronised; left out,
    /// only new content does.
    /// </summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Entries were pushed nationally and have to be verified here before they are used in full (ZS-19).</summary>
    public bool LocalVerificationRequired { get; init; }

    /// <summary>Facts handed to the sink at once; a line's facts are never split.</summary>
    public int BatchSize { get; init; } = DefaultBatchSize;
}
