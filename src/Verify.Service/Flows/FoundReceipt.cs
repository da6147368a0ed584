using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;

namespace Verify.Flows;

/// <summary>Everything that a receipt says, before it is put into words.</summary>
/// <param name="Check">The check as the register holds it, the reply among it.</param>
/// <param name="Place">Where the register holds it.</param>
/// <param name="RegistryId">The registry through which it was asked.</param>
/// <param name="Catalogue">The catalogue of the answer; null for a refusal.</param>
/// <param name="Subjects">Whom the check named, as they were known then.</param>
public sealed record FoundReceipt(
    CheckRecord Check, ChainPlace Place, Guid RegistryId, Catalogue? Catalogue, IReadOnlyDictionary<SubjectKey, NamedParty> Subjects);

/// <summary>Somebody whom a check named.</summary>
/// <param name="Code">The code; null for a person who was not on record and was not told again.</param>
/// <param name="Name">The name on record at the time; empty where there was none.</param>
public sealed record NamedParty(SubjectCode? Code, string Name);
