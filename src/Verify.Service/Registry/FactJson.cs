using System.Text.Json.Serialization;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>The generated half of <see cref="FactFormat"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(SubjectRegistered))]
[JsonSerializable(typeof(RelationRecorded))]
[JsonSerializable(typeof(EntryProposed))]
[JsonSerializable(typeof(EntryPreNotified))]
[JsonSerializable(typeof(EntryListed))]
[JsonSerializable(typeof(EntryAdvanced))]
[JsonSerializable(typeof(ObjectionFiled))]
[JsonSerializable(typeof(ObjectionAccepted))]
[JsonSerializable(typeof(ObjectionDecided))]
[JsonSerializable(typeof(RepairFiled))]
[JsonSerializable(typeof(RepairDecided))]
[JsonSerializable(typeof(LocalVerificationDecided))]
[JsonSerializable(typeof(LeniencyConfirmed))]
[JsonSerializable(typeof(PenaltyRecorded))]
[JsonSerializable(typeof(PenaltyRepairFiled))]
[JsonSerializable(typeof(PenaltyRepairDecided))]
[JsonSerializable(typeof(GradeRecorded))]
[JsonSerializable(typeof(CommitmentMade))]
[JsonSerializable(typeof(CommitmentFulfilled))]
[JsonSerializable(typeof(CommitmentExtended))]
[JsonSerializable(typeof(CommitmentBreached))]
[JsonSerializable(typeof(CommitmentCured))]
[JsonSerializable(typeof(InterviewHeld))]
[JsonSerializable(typeof(ActDecided))]
[JsonSerializable(typeof(ActPublished))]
[JsonSerializable(typeof(SourceSynced))]
[JsonSerializable(typeof(CatalogPublished))]
internal sealed partial class FactJson : JsonSerializerContext;
