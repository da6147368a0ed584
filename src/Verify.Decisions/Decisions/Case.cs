using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Decisions;

/// <summary>A commitment that comes with the case.</summary>
/// <param name="Type">Which of the four kinds.</param>
/// <param name="Signed">An unsigned one does not count.</param>
/// <param name="DueOn">By when the missing papers are promised, where any are.</param>
public sealed record GivenCommitment(CommitmentType Type, bool Signed, DateOnly? DueOn);

/// <summary>When a source that the matter needs was last heard from.</summary>
/// <param name="Rule">The source.</param>
/// <param name="LastSyncedAt">Null where it never was.</param>
public readonly record struct SourceStatus(SourceRule Rule, DateTimeOffset? LastSyncedAt)
{
    /// <summary>Whether it is older than the catalogue allows; a source never heard from is (promise 4).</summary>
    public bool IsStale(DateTimeOffset asOf) => LastSyncedAt is not { } last || asOf - last > Rule.MaxAge;
}

/// <summary>What is asked, whoever is asked about: one case serves all subjects of a batch and all members of a consortium.</summary>
public sealed record Case
{
    /// <summary>The catalogue in force at <see cref="AsOf"/>.</summary>
    public required Catalogue Catalogue { get; init; }
    /// <summary>The matter with its measures and sources.</summary>
    public required MatterView Matter { get; init; }
    /// <summary>6-digit GB/T 2260 code.</summary>
    public required string RegionCode { get; init; }
    /// <summary>The instant that the rules look at, read once per request (promise 5).</summary>
    public required DateTimeOffset AsOf { get; init; }
    /// <summary>The department that asks; null for a caller that may read every measure (R10).</summary>
    public string? DepartmentCode { get; init; }
    /// <summary>Codes of missing materials; each is a material of the matter.</summary>
    public ImmutableArray<string> MissingMaterials { get; init; } = [];
    /// <summary>The commitment given, if any.</summary>
    public GivenCommitment? Commitment { get; init; }
    /// <summary>The sources that the matter needs.</summary>
    public ImmutableArray<SourceStatus> Sources { get; init; } = [];
    /// <summary>Day of the next month by which feedback is due (ZS-40; rules 3.10 A10).</summary>
    public int FeedbackDay { get; init; } = 10;

    /// <summary>D: the calendar date in China of <see cref="AsOf"/>.</summary>
    public DateOnly Day => ChinaTime.DateOf(AsOf);

    /// <summary>The profile of the region, or null.</summary>
    public RegionProfile? Profile => Catalogue.FindProfile(RegionCode);
}

/// <summary>How a code led to a subject (R1, R2).</summary>
public enum Resolution : byte
{
    /// <summary>The code names the subject.</summary>
    Direct = 0,
    /// <summary>An old code that belongs to no known subject.</summary>
    AliasUnresolved = 1,
    /// <summary>A registered code of the pilot years that fails its outer check.</summary>
    PilotNonconforming = 2,
}

/// <summary>Whom a case is about, with everything that a decision could read about it.</summary>
public sealed record Applicant
{
    /// <summary>The subject's dossier.</summary>
    public required Dossier Dossier { get; init; }
    /// <summary>How the code led to it.</summary>
    public Resolution Resolution { get; init; }
    /// <summary>Birth date, for a person whose code tells it.</summary>
    public DateOnly? BirthDate { get; init; }
    /// <summary>The name that the caller gave; null or empty for none.</summary>
    public string? GivenName { get; init; }
    /// <summary>Persons and organisations that stand in a role to it.</summary>
    public ImmutableArray<RelatedApplicant> Related { get; init; } = [];

    /// <summary>Whether it is a natural person.</summary>
    public bool IsPerson => Dossier.Subject.IsPerson;
}

/// <summary>Somebody who stands in a role to the subject.</summary>
/// <param name="Role">In which role.</param>
/// <param name="Dossier">Their own dossier.</param>
/// <param name="BirthDate">Birth date, where known.</param>
/// <param name="From">First day of the relation; null means always.</param>
/// <param name="To">Last day of the relation, included; null means open.</param>
public sealed record RelatedApplicant(Role Role, Dossier Dossier, DateOnly? BirthDate = null, DateOnly? From = null, DateOnly? To = null);
