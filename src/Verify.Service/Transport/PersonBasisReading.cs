using System.Globalization;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;

namespace Verify.Transport;

/// <summary>
/// R0 for persons: a statutory code, or a consent with a purpose and an end within a year. Perpetual consent is refused (QTX-37).
/// </summary>
public static class PersonBasisReading
{
    /// <summary>Why a basis does not carry a query; null where it does.</summary>
    public static Failure? FaultOf(PersonBasis? basis, DateOnly today) => basis?.BasisCase switch
    {
        PersonBasis.BasisOneofCase.StatutoryCode when !string.IsNullOrWhiteSpace(basis.StatutoryCode) && basis.StatutoryCode.Length <= 128 => null,
        PersonBasis.BasisOneofCase.Consent => FaultOf(basis.Consent, today),
        _ => Refuse("MISSING", FieldFault.NoBasis, "person_basis", "A person is answered about only on a statutory basis or with consent."),
    };

    /// <summary>Reads a basis that carries a query.</summary>
    public static AskedBasis Read(PersonBasis basis) => new(
        basis.StatutoryCode,
        basis.Consent is { } consent ? new GivenConsent(consent.Purpose, DayOf(consent.GrantedOn), DayOf(consent.ExpiresOn)) : null);

    private static DateOnly DayOf(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Failure? FaultOf(Consent consent, DateOnly today)
    {
        var errors = new FieldErrors();
        var granted = errors.Date(consent.GrantedOn, "person_basis.consent.granted_on", required: true);
        var expires = errors.Date(consent.ExpiresOn, "person_basis.consent.expires_on");
        if (string.IsNullOrWhiteSpace(consent.Purpose))
            return Refuse("NO_PURPOSE", FieldFault.Required, "person_basis.consent.purpose", "Consent is given for a purpose; name it.");
        if (granted is null)
            return Refuse("NO_START", FieldFault.Required, "person_basis.consent.granted_on", "Name the day on which consent was given, YYYY-MM-DD.");
        if (consent.ExpiresOn.Length == 0)
            return Refuse("PERPETUAL", FieldFault.ConsentPerpetual, "person_basis.consent.expires_on", "Consent without an end is not accepted (QTX-37).");
        if (expires is null)
            return Refuse("NO_END", FieldFault.Required, "person_basis.consent.expires_on", "Name the last day of consent, YYYY-MM-DD.");
        if (expires > granted.Value.AddYears(1))
            return Refuse("TOO_LONG", FieldFault.ConsentTooLong, "person_basis.consent.expires_on", "Consent ends within a year of being given (QTX-37).");
        if (granted > today)
            return Refuse("NOT_YET", FieldFault.InFuture, "person_basis.consent.granted_on", "Consent is given in the future.");
        return expires < today ? Refuse("EXPIRED", FieldFault.ConsentExpired, "person_basis.consent.expires_on", "Consent has expired.") : null;
    }

    private static Failure Refuse(string fault, FieldFault kind, string field, string message) => new Failure(FailureReason.ConsentInvalid, message)
    {
        Violations = [new FieldViolation(field, message, FailureReason.ConsentInvalid, kind)],
    }.With("fault", fault);
}
