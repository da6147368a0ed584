namespace Verify.Audit.Journal;

/// <summary>How records of the register are journalled before they reach the store, section <c>Verify:Register</c>.</summary>
public sealed class RegisterOptions
{
    /// <summary><see cref="Fsync"/>: an answer waits until the disk has its record.</summary>
    public const string EveryGroup = "every-group";

    /// <summary><see cref="Fsync"/>: the disk is told every <see cref="IntervalMs"/>, and no answer waits for it.</summary>
    public const string Interval = "interval";

    /// <summary>Folder of the journals; empty means <c>journal</c> in the data folder. It belongs to one store.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// What an answered check survives: under <see cref="Interval"/> the death of the process, under <see cref="EveryGroup"/> that of
    /// the machine too.
    /// </summary>
    public string Fsync { get; set; } = Interval;

    /// <summary>Under <see cref="Interval"/>, how often the disk is told, in milliseconds: what the death of the machine may cost.</summary>
    public int IntervalMs { get; set; } = 50;

    /// <summary>Size at which a segment is closed, in MiB; one group more may be in it.</summary>
    public int SegmentMiB { get; set; } = 16;

    /// <summary>The most that may wait for the store, in MiB; beyond it checks are pushed back.</summary>
    public int MaxMiB { get; set; } = 1_024;

    /// <summary>The longest that a record waits for others before the store is asked, in milliseconds.</summary>
    public int ShipMs { get; set; } = 50;

    /// <summary>The most records that may wait to be written; beyond it checks are pushed back.</summary>
    public int QueueMax { get; set; } = 8_192;

    /// <summary>How often this process looks for journals whose process is gone, in milliseconds.</summary>
    public int AdoptMs { get; set; } = 5_000;

    /// <summary>How long checks are kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        if (Fsync is not (EveryGroup or Interval))
            yield return $"Verify:Register:Fsync: {EveryGroup} or {Interval}.";
        if (IntervalMs is < 1 or > 60_000)
            yield return "Verify:Register:IntervalMs: between 1 and 60,000.";
        if (SegmentMiB is < 1 or > 1_024)
            yield return "Verify:Register:SegmentMiB: between 1 and 1,024.";
        if (MaxMiB is < 1 or > 1_048_576)
            yield return "Verify:Register:MaxMiB: between 1 and 1,048,576.";
        if (MaxMiB < SegmentMiB)
            yield return "Verify:Register:MaxMiB: less than Verify:Register:SegmentMiB.";
        if (ShipMs is < 1 or > 10_000)
            yield return "Verify:Register:ShipMs: between 1 and 10,000.";
        if (QueueMax is < 1 or > 1_000_000)
            yield return "Verify:Register:QueueMax: between 1 and 1,000,000.";
        if (AdoptMs is < 1 or > 3_600_000)
            yield return "Verify:Register:AdoptMs: between 1 and 3,600,000.";
        foreach (var fault in Retention.Faults())
            yield return fault;
    }
}
