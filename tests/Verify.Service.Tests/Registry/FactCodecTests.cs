using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Verify.Domain;
using Verify.Registry;
using Verify.Tests.Stores;

namespace Verify.Tests.Registry;

/// <summary>The stored form of facts: what was ever written stays readable, and bad bytes are named, never thrown.</summary>
public sealed class FactCodecTests
{
    private static readonly Dictionary<string, byte[]> Samples = Directory
        .GetFiles(Fixtures.PathOf("facts"), "*.json")
        .ToDictionary(static path => Path.GetFileNameWithoutExtension(path), File.ReadAllBytes);

    private static IEnumerable<Type> FactTypes =>
        typeof(Fact).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract);

    public static TheoryData<string> SampleNames => [.. Samples.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_stored_sample_is_read_and_written_back_the_same(string name)
    {
        var fact = Decode(Samples[name]);

        var written = JsonNode.Parse(FactCodec.Encode(fact));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Samples[name]), written), written!.ToJsonString());
        Assert.Equal(name, written["fact"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_payload_names_its_type_in_its_first_64_characters(string name)
    {
        var written = FactCodec.Encode(Decode(Samples[name]));

        Assert.Equal(name, FactCodec.NameIn(written));
        Assert.Equal(name, FactCodec.NameIn(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(written)[..Math.Min(written.Length, 64)])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no JSON at all")]
    [InlineData("{\"fact\":1}")]
    [InlineData("{\"fact\":\"entry_li")]
    [InlineData("{\"entryId\":\"E-1\",\"fact\":\"entry_listed\"}")]
    public void A_beginning_that_does_not_tell_the_type_tells_none(string beginning) =>
        Assert.Equal("", FactCodec.NameIn(Encoding.UTF8.GetBytes(beginning)));

    [Fact]
    public void Every_type_of_fact_has_a_sample()
    {
        Assert.Equal(
            FactTypes.Select(static type => type.Name).Order(StringComparer.Ordinal),
            Samples.Values.Select(static sample => Decode(sample).GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Enum_values_keep_the_names_under_which_they_are_stored()
    {
        var stored = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllBytes(Fixtures.PathOf("fact-enums.json")))!;
        var enums = FactTypes
            .SelectMany(static type => type.GetProperties())
            .Select(static property => EnumIn(property.PropertyType))
            .OfType<Type>()
            .Distinct()
            .ToDictionary(static type => type.Name);

        Assert.Equal(enums.Keys.Order(StringComparer.Ordinal), stored.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, type) in enums)
        {
            var format = FactFormat.Json.Options.GetTypeInfo(type);
            Assert.Equal(
                stored[name].Select(static value => $"\"{value}\""),
                Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, format)));
        }

        static Type? EnumIn(Type type) => type.IsEnum ? type : type.GetGenericArguments().FirstOrDefault(static inner => inner.IsEnum);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_field_of_a_later_version_is_passed_over(string name)
    {
        var later = JsonNode.Parse(Samples[name])!;
        later["fieldOfALaterVersion"] = new JsonObject { ["nested"] = new JsonArray(1, "x") };

        Assert.Equal(FactCodec.Encode(Decode(Samples[name])), FactCodec.Encode(Decode(Bytes(later))));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_field_that_is_missing_or_null_is_a_fault_or_reads_as_its_default_but_never_as_null_where_null_may_not_be(string name)
    {
        foreach (var field in JsonNode.Parse(Samples[name])!.AsObject().Select(static pair => pair.Key).ToArray())
        {
            var missing = JsonNode.Parse(Samples[name])!.AsObject();
            missing.Remove(field);
            AssertFaultOrSound(missing);

            var cleared = JsonNode.Parse(Samples[name])!.AsObject();
            cleared[field] = null;
            AssertFaultOrSound(cleared);
        }
    }

    [Fact]
    public void A_listing_of_a_version_that_knew_only_what_it_must_reads_with_defaults()
    {
        var listed = Assert.IsType<EntryListed>(Decode(
            """{"startOn":"2026-06-01","listKind":"B-WAGE","entryId":"E-1","fact":"entry_listed"}"""u8));

        Assert.Equal("", listed.Recogniser);
        Assert.Empty(listed.LegalBasis);
        Assert.Null(listed.EndOn);
    }

    /// <summary>As they were written before the fields of repair steps, false material and a penalty's field came.</summary>
    [Fact]
    public void Payloads_of_earlier_versions_read_with_the_defaults_of_later_fields()
    {
        Assert.Empty(Assert.IsType<RepairFiled>(Decode("""{"fact":"repair_filed","entryId":"E-1"}"""u8)).Steps);
        Assert.Empty(Assert.IsType<PenaltyRepairFiled>(Decode("""{"fact":"penalty_repair_filed","penaltyId":"X-7"}"""u8)).Steps);
        Assert.False(Assert.IsType<RepairDecided>(
            Decode("""{"fact":"repair_decided","entryId":"E-1","granted":false,"reason":""}"""u8)).FalseMaterial);
        Assert.False(Assert.IsType<PenaltyRepairDecided>(
            Decode("""{"fact":"penalty_repair_decided","penaltyId":"X-7","granted":false,"reason":""}"""u8)).FalseMaterial);
        Assert.Equal("", Assert.IsType<PenaltyRecorded>(Decode(
            """{"fact":"penalty_recorded","penaltyId":"X-7","types":["FINE"],"fineYuan":1,"decidedOn":"2025-06-30","severity":"GENERAL","authority":"","reason":""}"""u8)).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"fact\":null}")]
    [InlineData("{\"fact\":\"of_a_later_version\"}")]
    [InlineData("{\"fact\":\"entry_listed\"}")]
    [InlineData("{\"fact\":\"entry_advanced\",\"entryId\":\"E\",\"to\":\"OF_A_LATER_VERSION\",\"reason\":\"\"}")]
    [InlineData("{\"fact\":\"entry_advanced\",\"entryId\":\"E\",\"to\":4,\"reason\":\"\"}")]
    [InlineData("{\"fact\":\"commitment_extended\",\"commitmentId\":\"C\",\"dueOn\":\"2026-02-30\"}")]
    public void What_cannot_be_read_is_named(string bad)
    {
        Assert.False(FactCodec.TryDecode(Encoding.UTF8.GetBytes(bad), out var fact, out var fault));
        Assert.Null(fact);
        Assert.NotEmpty(fault);
    }

    [Fact]
    public void No_bytes_make_the_codec_throw()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(static bytes => IsReadOrNamed(bytes)));

        var damaged =
            from sample in Gen.Elements(Samples.Values.ToArray())
            from at in Gen.Choose(0, sample.Length - 1)
            from put in Gen.Choose(0, 255)
            from length in Gen.Choose(at, sample.Length)
            select Damage(sample, at, (byte)put, length);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(damaged.ToArbitrary(), IsReadOrNamed));
    }

    [Fact]
    public void A_person_among_the_aliases_is_not_written()
    {
        var person = TestKeys.Persons[0];

        var refused = Assert.Throws<ArgumentException>(() => FactCodec.Encode(Drafts.Registered(person)));

        Assert.DoesNotContain(person.Value, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_stays_readable_in_the_database()
    {
        Assert.Contains("拖欠农民工工资", Encoding.UTF8.GetString(FactCodec.Encode(Drafts.Listed("E-1"))), StringComparison.Ordinal);
    }

    private static Fact Decode(ReadOnlySpan<byte> bytes)
    {
        Assert.True(FactCodec.TryDecode(bytes, out var fact, out var fault), fault);
        return fact;
    }

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    private static bool IsReadOrNamed(byte[] bytes) =>
        FactCodec.TryDecode(bytes, out var fact, out var fault) ? fact is not null : fault is { Length: > 0 };

    private static byte[] Damage(byte[] sample, int at, byte put, int length)
    {
        var damaged = sample[..length];
        if (at < length)
            damaged[at] = put;
        return damaged;
    }

    private static void AssertFaultOrSound(JsonNode payload)
    {
        if (!FactCodec.TryDecode(Bytes(payload), out var fact, out _))
            return;

        var nullability = new NullabilityInfoContext();
        foreach (var property in fact.GetType().GetProperties())
        {
            var value = property.GetValue(fact);
            if (nullability.Create(property).ReadState == NullabilityState.NotNull)
                Assert.True(value is not null, property.Name);
            // A default ImmutableArray throws when it is walked.
            if (value is IEnumerable sequence)
                foreach (var _ in sequence) { }
        }
    }
}
