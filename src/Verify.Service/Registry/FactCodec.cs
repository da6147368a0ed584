using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>
/// Facts as bytes, for stores and caches: UTF-8 JSON, <c>{"fact":"entry_listed","entryId":…}</c>. The names of types, fields and
/// enum values, once stored, MUST stay: every version reads what every other version wrote. A field may be added if it has a
/// default, which older payloads then read as; a field that is not known is passed over; a type or an enum value that is not known
/// is a fault, for what cannot be read must not count as nothing.
/// </summary>
public static class FactCodec
{
    /// <summary>The name of a fact's type, as stored and as on the wire: <c>entry_listed</c>.</summary>
    public static string NameOf(Fact fact) => FactFormat.NameOf(fact.GetType());

    /// <summary>The same of a type.</summary>
    public static string NameOf<TFact>()
        where TFact : Fact =>
        FactFormat.NameOf(typeof(TFact));

    /// <summary>
    /// The name of a type from the beginning of a payload, whose first property it is, without reading the rest. Empty where the
    /// beginning does not tell: whoever follows changes goes past a fact that nobody can read, whose subject did change.
    /// </summary>
    public static string NameIn(ReadOnlySpan<byte> beginning)
    {
        if (!beginning.StartsWith(Opening))
            return "";
        var name = beginning[Opening.Length..];
        return name.IndexOf((byte)'"') is >= 0 and var end ? Encoding.UTF8.GetString(name[..end]) : "";
    }

    /// <summary>Writes a fact.</summary>
    /// <exception cref="ArgumentException">A person's number stands where only an organisation's code may.</exception>
    public static byte[] Encode(Fact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, FactFormat.Json);

    /// <summary>Reads a fact. Never throws on bad bytes.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote, in this version or another.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="fault">What is wrong and where, for the log; it quotes names but no values.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Fact? fact, [NotNullWhen(false)] out string? fault)
    {
        try
        {
            fact = Filled(JsonSerializer.Deserialize(bytes, FactFormat.Json));
            fault = fact is null ? "The fact is null." : null;
            return fact is not null;
        }
        // NotSupportedException: the type is not named at all.
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            fact = null;
            fault = exception.Message;
            return false;
        }
    }

    private static ReadOnlySpan<byte> Opening => "{\"fact\":\""u8;

    private static Fact? Filled(Fact? fact) => fact switch
    {
        EntryListed listed => Filled(listed),
        ObjectionDecided { Correction: { } correction } decided => decided with { Correction = Filled(correction) },
        RepairFiled { Steps.IsDefault: true } filed => filed with { Steps = [] },
        PenaltyRepairFiled { Steps.IsDefault: true } filed => filed with { Steps = [] },
        PenaltyRecorded penalty => penalty with { Field = penalty.Field ?? "" },
        _ => fact,
    };

    // The source generator does not run the initialisers of init-only properties: a field that is not in the payload comes back
    // null, whatever its type says.
    private static EntryListed Filled(EntryListed read) => read with
    {
        Recogniser = read.Recogniser ?? "",
        DecisionDocument = read.DecisionDocument ?? "",
        Reason = read.Reason ?? "",
        LegalBasis = read.LegalBasis.IsDefault ? [] : read.LegalBasis,
        MeasureHints = read.MeasureHints ?? "",
        RemovalConditions = read.RemovalConditions ?? "",
        RemovalProcedure = read.RemovalProcedure ?? "",
        Remedies = read.Remedies ?? "",
        Scope = read.Scope ?? "",
    };
}
