using Verify.Callers;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>Refusals for what a caller is, or may not.</summary>
internal static class CallerFailures
{
    public static Failure Unknown(CredentialFault fault) =>
        new Failure(FailureReason.CallerUnknown, "It is not known who asks. Send an API key or a token as 'authorization: Bearer …', or a client certificate.")
            .With("fault", WordOf(fault));

    public static Failure NoScope(string scope) =>
        new Failure(FailureReason.ScopeMissing, "This caller may not do this; who operates the service grants it.").With("scope", scope);

    public static Failure NoMatter(string matter) =>
        new Failure(FailureReason.MatterNotAllowed, "This caller may not ask about this matter.").With("matter_code", matter);

    public static Failure NoRegion(string region) =>
        new Failure(FailureReason.RegionNotAllowed, "This caller may not ask in this region.").With("region_code", region);

    public static Failure NoSubject(string field, bool isPerson) =>
        new Failure(FailureReason.SubjectKindNotAllowed, $"This caller may not ask about, or record of, {(isPerson ? "persons" : "organisations")}.")
            .With("field", field).With("kind", isPerson ? "PERSON" : "ORGANISATION");

    private static string WordOf(CredentialFault fault) => fault switch
    {
        CredentialFault.NotYetValid => "NOT_YET_VALID",
        _ => fault.ToString().ToUpperInvariant(),
    };
}
