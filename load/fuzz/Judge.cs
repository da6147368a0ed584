using System.Globalization;
using System.Text.Json;
using Google.Rpc;
using Verify.Load.Fuzz.Cases;
using Verify.Load.Fuzz.Wire;
using Verify.Transport;

namespace Verify.Load.Fuzz;

/// <summary>
/// What a reply may be: an answer, or a refusal that carries its reason. A refusal by HTTP alone, before any protocol of ours is spoken,
/// has none; a defect, or a status that blames nobody, is a finding, and so is a call without an end.
/// </summary>
internal static class Judge
{
    private const int Ok = 0;
    private const int Cancelled = 1;
    private const int Unknown = 2;
    private const int DeadlineExceeded = 4;
    private const int Internal = 13;
    private const int DataLoss = 15;
    private const int InternalErrorReset = 2;
    private const int CancelReset = 8;
    private static readonly int[] RefusedByHttp = [400, 404, 405, 408, 411, 413, 414, 415, 426, 431, 505];

    /// <summary>What is wrong with a reply, or null.</summary>
    public static string? FaultOf(Case one, Reply reply) => one switch
    {
        NoiseCase => null,
        _ when reply.IsCutOff => one.IsAlone ? null : $"no answer, and the connection ended with {reply.GoAway?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}",
        GrpcCase => FaultOfGrpc(reply),
        _ => FaultOfConnect(reply),
    };

    /// <summary>How a reply is counted.</summary>
    public static string StatusOf(Case one, Reply reply) =>
        reply.IsCutOff ? "connection ended"
        : reply.IsLeft ? "left open"
        : one is GrpcCase && reply["grpc-status"].Length > 0 ? ((Grpc.Core.StatusCode)Number(reply["grpc-status"])).ToString()
        : one is GrpcCase && reply.Reset is { } reset && reply[":status"].Length == 0 ? $"reset {reset}"
        : reply[":status"] == "200" ? "OK"
        : CodeOf(reply.Body) ?? $"HTTP {reply[":status"]}";

    private static string? FaultOfGrpc(Reply reply)
    {
        if (reply.IsLeft)
            return null;
        if (reply["grpc-status"].Length == 0)
        {
            return reply.Reset == InternalErrorReset ? "reset with INTERNAL_ERROR"
                : reply[":status"].Length == 0 ? (reply.Reset is null ? "no status at all" : null)
                : RefusedByHttp.Contains(Number(reply[":status"])) ? null
                // The deadline of a stream whose messages we were slow to read.
                : reply.Reset == CancelReset ? null
                // Another content type: Connect answers, and has no streams.
                : reply[":status"] == "501" ? null
                : $"HTTP {reply[":status"]} without grpc-status";
        }

        var status = Number(reply["grpc-status"]);
        if (status is Unknown or Internal or DataLoss)
            return $"grpc-status {status}: {reply["grpc-message"]}";
        if (status is Ok or Cancelled or DeadlineExceeded)
            return null;
        var details = reply["grpc-status-details-bin"];
        if (details.Length == 0)
            return $"grpc-status {status} without details: {reply["grpc-message"]}";
        var rpc = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        var info = rpc.Details.FirstOrDefault(static detail => detail.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>();
        return FaultOfReason(info?.Reason, info?.Domain);
    }

    private static string? FaultOfConnect(Reply reply)
    {
        var status = Number(reply[":status"]);
        if (status == 200)
            return null;
        if (CodeOf(reply.Body) is not { } code)
            return RefusedByHttp.Contains(status) ? null : $"HTTP {status} without an error of the protocol";
        if (code is "unknown" or "internal" or "data_loss")
            return $"{code}: {reply.Body}";
        if (code is "canceled" or "deadline_exceeded")
            return null;
        using var body = JsonDocument.Parse(reply.Body);
        if (!body.RootElement.TryGetProperty("details", out var details))
            return $"{code} without details: {reply.Body}";
        var info = details.EnumerateArray().FirstOrDefault(static detail => detail.GetProperty("type").GetString() == "google.rpc.ErrorInfo");
        return info.ValueKind == JsonValueKind.Undefined
            ? FaultOfReason(null, null)
            : FaultOfReason(info.GetProperty("debug").GetProperty("reason").GetString(), info.GetProperty("debug").GetProperty("domain").GetString());
    }

    private static string? FaultOfReason(string? reason, string? domain) =>
        string.IsNullOrEmpty(reason) || reason.Contains("UNSPECIFIED", StringComparison.Ordinal) ? "a refusal without a reason"
        : domain != FailureStatus.Domain ? $"a reason of the domain '{domain}'"
        : null;

    private static string? CodeOf(string body)
    {
        if (!body.StartsWith("{\"code\":\"", StringComparison.Ordinal))
            return null;
        var end = body.IndexOf('"', 9);
        return end < 0 ? null : body[9..end];
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
