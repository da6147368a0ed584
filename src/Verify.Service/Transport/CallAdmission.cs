using Grpc.Core;
using Verify.Callers;
using Verify.Flows;
using Verify.Telemetry;

namespace Verify.Transport;

/// <summary>
/// (2) Who asks, whether they may, and whether there is room for the call: the first line of every RPC. An API key, a token or a client
/// certificate that was seen before costs one header and one lookup in memory; nothing here waits.
/// </summary>
public sealed class CallAdmission(CallerDirectory callers, TimeProvider clock, ServiceMeter? meter = null)
{
    /// <summary>Metadata key and header for an API key, beside <c>authorization: Bearer</c>.</summary>
    public const string KeyHeader = "verify-api-key";

    /// <summary>Lets a call in, or throws the status that says why not. It is to be disposed where the call ends.</summary>
    /// <param name="context">The call.</param>
    /// <param name="scope">What the caller must be allowed; of several, one.</param>
    public AdmittedCall Admit(ServerCallContext context, Scopes scope)
    {
        var call = Enter(context, scope);
        return call.Refusal is null ? call : throw FailureStatus.ToException(call.Refusal);
    }

    /// <summary>The same, but leaves a refusal to the caller of this: refusals of checks are registered (R0).</summary>
    /// <param name="context">The call.</param>
    /// <param name="scope">What the caller must be allowed; of several, one.</param>
    /// <param name="cost">The calls that it counts for.</param>
    public AdmittedCall Enter(ServerCallContext context, Scopes scope, int cost = 1)
    {
        var call = Enter(context.GetHttpContext(), scope, cost);
        if (call.IsKnown)
            context.GetHttpContext().Features.Set(call.Caller);
        return call;
    }

    /// <summary>The same for a page that is no RPC.</summary>
    /// <param name="http">The request.</param>
    /// <param name="scope">What the caller must be allowed.</param>
    /// <param name="cost">The calls that it counts for.</param>
    public AdmittedCall Enter(HttpContext http, Scopes scope, int cost = 1)
    {
        if (callers.IsOpen)
            return new AdmittedCall(DevelopmentCallers.Identify(http.Request.Headers[DevelopmentCallers.DepartmentHeader]));
        if (callers.IsLost)
            return new AdmittedCall(FlowFailures.StoreUnavailable, null);

        var identity = Identify(http);
        if (identity.Fault != CredentialFault.None)
        {
            if (identity.Caller is null)
                callers.CountStranger();
            return new AdmittedCall(CallerFailures.Unknown(identity.Fault), identity.Caller?.Caller);
        }

        var (caller, share) = (identity.Caller!.Caller, identity.Caller.Meter);
        if (share.Enter(cost) is { } full)
            return new AdmittedCall(full, caller);
        if (caller.Grants.HasAny(scope))
            return new AdmittedCall(identity, clock, meter);
        share.Leave();
        return new AdmittedCall(CallerFailures.NoScope(ScopeNames.Of(scope)), caller);
    }

    private CallerIdentity Identify(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers.Authorization is [{ } authorization])
            return CallerIdentity.OfHeader(authorization, callers, clock);
        if (headers[KeyHeader] is [{ } key])
            return CallerIdentity.OfHeader(key, callers, clock);
        return http.Connection.ClientCertificate is { } certificate
            ? CallerIdentity.OfCertificate(certificate, callers, clock)
            : new CallerIdentity(null, null, CredentialFault.Missing);
    }
}
