using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>How facts look as JSON; what may change and what may not is said in <see cref="FactCodec"/>.</summary>
internal static class FactFormat
{
    /// <summary>The property that names the type of a fact. Not "type": a commitment has one of its own.</summary>
    public const string TypeProperty = "fact";

    /// <summary>The stored names of the types.</summary>
    public static readonly IReadOnlyList<JsonDerivedType> Types =
    [
        new(typeof(SubjectRegistered), "subject_registered"),
        new(typeof(RelationRecorded), "relation_recorded"),
        new(typeof(EntryProposed), "entry_proposed"),
        new(typeof(EntryPreNotified), "entry_pre_notified"),
        new(typeof(EntryListed), "entry_listed"),
        new(typeof(EntryAdvanced), "entry_advanced"),
        new(typeof(ObjectionFiled), "objection_filed"),
        new(typeof(ObjectionAccepted), "objection_accepted"),
        new(typeof(ObjectionDecided), "objection_decided"),
        new(typeof(RepairFiled), "repair_filed"),
        new(typeof(RepairDecided), "repair_decided"),
        new(typeof(LocalVerificationDecided), "local_verification_decided"),
        new(typeof(LeniencyConfirmed), "leniency_confirmed"),
        new(typeof(PenaltyRecorded), "penalty_recorded"),
        new(typeof(PenaltyRepairFiled), "penalty_repair_filed"),
        new(typeof(PenaltyRepairDecided), "penalty_repair_decided"),
        new(typeof(GradeRecorded), "grade_recorded"),
        new(typeof(CommitmentMade), "commitment_made"),
        new(typeof(CommitmentFulfilled), "commitment_fulfilled"),
        new(typeof(CommitmentExtended), "commitment_extended"),
        new(typeof(CommitmentBreached), "commitment_breached"),
        new(typeof(CommitmentCured), "commitment_cured"),
        new(typeof(InterviewHeld), "interview_held"),
        new(typeof(ActDecided), "act_decided"),
        new(typeof(ActPublished), "act_published"),
        new(typeof(SourceSynced), "source_synced"),
        new(typeof(CatalogPublished), "catalog_published"),
    ];

    /// <summary>The stored name of a type of fact.</summary>
    public static string NameOf(Type type) => (string)Types.First(known => known.DerivedType == type).TypeDiscriminator!;

    /// <summary>The format of facts.</summary>
    public static readonly JsonTypeInfo<Fact> Json = (JsonTypeInfo<Fact>)new JsonSerializerOptions(FactJson.Default.Options)
    {
        // Chinese stays readable in the database; nothing here is ever put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = FactJson.Default.WithAddedModifier(NameTypes),
        AllowOutOfOrderMetadataProperties = true,
        Converters =
        {
            new SubjectKeyConverter(),
            new OrganisationCodeConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false),
        },
    }.GetTypeInfo(typeof(Fact));

    private static void NameTypes(JsonTypeInfo info)
    {
        if (info.Type != typeof(Fact))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = TypeProperty };
        foreach (var type in Types)
            info.PolymorphismOptions.DerivedTypes.Add(type);
    }

    private sealed class SubjectKeyConverter : JsonConverter<SubjectKey>
    {
        public override SubjectKey Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("A subject's key is null."));

        public override void Write(Utf8JsonWriter writer, SubjectKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    // Written as the key, so that a person's number, which has none without a secret, cannot be written at all.
    private sealed class OrganisationCodeConverter : JsonConverter<SubjectCode>
    {
        public override SubjectCode Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new SubjectKey(reader.GetString()!).Organisation ?? throw new JsonException("Not an organisation's code.");

        public override void Write(Utf8JsonWriter writer, SubjectCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(SubjectKey.OfOrganisation(value).Value);
    }
}
