namespace Verify.Telemetry;

/// <summary>Names of labels, of metrics and of spans alike; OpenTelemetry's where it has one.</summary>
public static class Label
{
    /// <summary><c>grpc</c> or <c>connectrpc</c>.</summary>
    public const string System = "rpc.system.name";

    /// <summary>Service and method, <c>verify.v1.VerificationService/Check</c>.</summary>
    public const string Method = "rpc.method";

    /// <summary>The gRPC status by its name, such as <c>OK</c>.</summary>
    public const string Status = "rpc.response.status_code";

    /// <summary>What went wrong, in one word.</summary>
    public const string Error = "error.type";

    /// <summary>Who called, by the id on record.</summary>
    public const string Caller = "verify.caller";

    /// <summary>For which department.</summary>
    public const string Department = "verify.department";

    /// <summary>The advice of an answer.</summary>
    public const string Disposition = "verify.disposition";

    /// <summary>Whether an answer is firm: <c>true</c>, <c>false</c>.</summary>
    public const string Firm = "verify.firm";

    /// <summary>What a caller waits for: <c>calls_per_second</c>, <c>caller_turn</c> behind its own, <c>service_turn</c> behind others.</summary>
    public const string Limit = "verify.limit";

    /// <summary>Where a dossier came from.</summary>
    public const string Tier = "verify.tier";

    /// <summary>How something ended.</summary>
    public const string Outcome = "verify.outcome";

    /// <summary>The version of the program.</summary>
    public const string Version = "service.version";
}
