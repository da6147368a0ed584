namespace LicensingDesk;

/// <summary>What an applicant hands in at the counter.</summary>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="ApplicantCode">The organisation's USCC.</param>
/// <param name="MatterCode">What is applied for, a code of the catalogue.</param>
/// <param name="Papers">Codes of the papers handed in.</param>
public sealed record Application(string CaseNumber, string ApplicantCode, string MatterCode, IReadOnlyList<string> Papers)
{
    /// <summary>By when the applicant promises, over their signature, the papers that are missing; null where they promise nothing.</summary>
    public DateOnly? PapersPromisedOn { get; init; }
}
