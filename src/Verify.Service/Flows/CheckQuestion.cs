using System.Collections.Immutable;
using Verify.Callers;
using Verify.Decisions;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Somebody asked about.</summary>
/// <param name="Reading">What became of the code; valid, or a pilot candidate that only the base registry can vouch for.</param>
/// <param name="Name">The name given; may be empty.</param>
/// <param name="MemberIndex">Position among the members of a consortium; -1 for the subject itself.</param>
public sealed record AskedSubject(CodeReading Reading, string Name, int MemberIndex = AskedSubject.NoMember)
{
    /// <summary><see cref="MemberIndex"/> of the subject itself.</summary>
    public const int NoMember = -1;

    /// <summary>Where the question names it, as on the wire: <c>subject</c>, <c>members[2]</c>.</summary>
    public string Path => MemberIndex == NoMember ? "subject" : $"members[{MemberIndex}]";
}

/// <summary>Somebody whom the caller says to stand in a role.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">The name given, by which nothing is decided; may be empty.</param>
/// <param name="Role">The role.</param>
public readonly record struct AskedRelated(SubjectCode Code, string Name, Role Role);

/// <summary>Why a person may be asked about (QTX-36): one of the two.</summary>
/// <param name="StatutoryCode">The law that orders or allows the query; empty where there is consent.</param>
/// <param name="Consent">Consent of the person; null where there is a law.</param>
public sealed record AskedBasis(string StatutoryCode, GivenConsent? Consent);

/// <summary>Consent of the person asked about (QTX-37).</summary>
/// <param name="Purpose">What it was given for.</param>
/// <param name="GrantedOn">First day.</param>
/// <param name="ExpiresOn">Last day.</param>
public sealed record GivenConsent(string Purpose, DateOnly GrantedOn, DateOnly ExpiresOn);

/// <summary>A question that has been read, checked and found complete.</summary>
public sealed record CheckQuestion
{
    /// <summary>Idempotency key; may be empty.</summary>
    public required string RequestId { get; init; }
    /// <summary>Keyed digest of the whole request, by which a repetition is told from a reuse of its id; empty where it has none.</summary>
    public required byte[] RequestDigest { get; init; }
    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }
    /// <summary>The officer.</summary>
    public required string OperatorId { get; init; }
    /// <summary>The subject, or the members of a consortium, its lead first; at least one.</summary>
    public required ImmutableArray<AskedSubject> Subjects { get; init; }
    /// <summary>Whether it is a consortium, so that the worst member decides.</summary>
    public required bool IsConsortium { get; init; }
    /// <summary>Whether it is a consortium with a lead; what the caller says of related persons is then about the lead.</summary>
    public required bool HasLead { get; init; }
    /// <summary>Persons in a role, given by the caller.</summary>
    public required ImmutableArray<AskedRelated> Related { get; init; }
    /// <summary>The catalogue in force at <see cref="AsOf"/>.</summary>
    public required Catalogue Catalogue { get; init; }
    /// <summary>The matter.</summary>
    public required MatterView Matter { get; init; }
    /// <summary>办件编号.</summary>
    public required string CaseNumber { get; init; }
    /// <summary>The step, as on the wire.</summary>
    public required int Stage { get; init; }
    /// <summary>6-digit GB/T 2260 code.</summary>
    public required string RegionCode { get; init; }
    /// <summary>Missing materials, each a material of the matter.</summary>
    public required ImmutableArray<string> MissingMaterials { get; init; }
    /// <summary>The commitment given.</summary>
    public required GivenCommitment? Commitment { get; init; }
    /// <summary>Why a person may be asked about; null where none is.</summary>
    public AskedBasis? PersonBasis { get; init; }
    /// <summary>The instant of asking, read once.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>The instant that the rules look at.</summary>
    public required DateTimeOffset AsOf { get; init; }
    /// <summary>What the registry knew.</summary>
    public required Knowledge Knowledge { get; init; }
    /// <summary>The lowest revision that will do; 0 for any.</summary>
    public required long AtLeastRevision { get; init; }
    /// <summary>How old an answer may be where its freshness cannot be proven; zero where it must be.</summary>
    public TimeSpan MaxStaleness { get; init; }
    /// <summary>Whether it asks about the registry as it stands, rather than as it was known once.</summary>
    public bool IsLive => Knowledge == Knowledge.Now;
    /// <summary>Whether the store itself is to be read, whatever is kept.</summary>
    public bool Latest { get; init; }
}
