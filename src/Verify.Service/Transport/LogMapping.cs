using Google.Protobuf;
using Verify.Audit.Chain;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;

namespace Verify.Transport;

/// <summary>What of the register to verify, and what was found, on the wire.</summary>
internal static class LogMapping
{
    /// <summary>Reads a request.</summary>
    public static LogSpan Read(VerifyLogRequest request, FieldErrors errors)
    {
        if (request.AfterBlock < 0)
            errors.Add("after_block", "Not below 0.");
        if (request.BlockCount < 0)
            errors.Add("block_count", "Not below 0.");
        if (request.Anchor is { Block: < 1 })
            errors.Add("anchor.block", "Required: blocks are numbered from 1.", FieldFault.Required);
        if (request.Anchor is not null && request.Anchor.Hash.Length != ChainFormat.HashBytes)
            errors.Add("anchor.hash", $"Required: a hash has {ChainFormat.HashBytes} bytes.", FieldFault.Required);
        return new LogSpan(
            request.AfterBlock,
            request.BlockCount > 0 ? request.BlockCount : long.MaxValue,
            request.Anchor is { } anchor ? new ChainHead(anchor.Block, anchor.Hash.ToByteArray()) : null);
    }

    /// <summary>Writes a report.</summary>
    public static VerifyLogResponse Write(LogReport report) => new()
    {
        Sound = report.IsSound,
        Head = new LogAnchor { Block = report.Progress.Head.Number, Hash = ByteString.CopyFrom(report.Progress.Head.Hash) },
        LastBlock = report.Progress.LastBlock,
        Blocks = report.Progress.Blocks,
        Checks = report.Progress.Checks,
        Removed = report.Progress.Removed,
        FaultCount = report.Progress.FaultsFound,
        Faults = { report.Faults.Select(Write) },
    };

    private static V1.LogFault Write(Audit.Chain.LogFault fault) => new()
    {
        Kind = (V1.LogFaultKind)fault.Kind,
        Block = fault.Block,
        Sequence = fault.Sequence,
        CheckId = fault.CheckId,
        Detail = fault.Detail,
    };
}
