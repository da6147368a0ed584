using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Verify.Transport.Connect.Json;

// Values without fields of their own: numbers come as JSON numbers or as strings, 64-bit ones of other writers always as strings.
internal ref partial struct ProtoJsonReader
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Fractional = Whole | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private object? ReadScalar(FieldDescriptor field) =>
        (field.FieldType, _json.TokenType) switch
        {
            (FieldType.String, JsonTokenType.String) => _json.GetString(),
            (FieldType.Bytes, JsonTokenType.String) when LenientBase64.TryDecode(_json.GetString()!, out var bytes) =>
                UnsafeByteOperations.UnsafeWrap(bytes),
            (FieldType.Bool, JsonTokenType.True or JsonTokenType.False) => _json.GetBoolean(),
            (FieldType.Double, JsonTokenType.Number or JsonTokenType.String) => Real(NumberText()),
            (FieldType.Float, JsonTokenType.Number or JsonTokenType.String) => Single(Real(NumberText())),
            (not (FieldType.String or FieldType.Bytes or FieldType.Bool), JsonTokenType.Number or JsonTokenType.String) =>
                Integer(field.FieldType, NumberText()),
            _ => null,
        } ?? Wrong($"must be {Noun(field)}");

    private object? ReadEnum(EnumDescriptor type)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.Null when type.FullName == "google.protobuf.NullValue": return 0;
            case JsonTokenType.Number when Integer(FieldType.Int32, _json.ValueSpan) is { } number: return number;
            case JsonTokenType.String when EnumNames.TryFind(type, _json.GetString()!, out var named): return named;
            default: return Wrong($"must be one of {EnumNames.Choice(type)}");
        }
    }

    private readonly object? ReadKey(FieldDescriptor field) =>
        (field.FieldType, _json.GetString()!) switch
        {
            (FieldType.String, var text) => text,
            (FieldType.Bool, "true") => true,
            (FieldType.Bool, "false") => false,
            (FieldType.Bool, _) => null,
            (var type, var text) => NumberForm().IsMatch(text) ? Integer(type, Encoding.UTF8.GetBytes(text)) : null,
        };

    // Empty, which parses as nothing, if a quoted number is not what JSON or the mapping calls a number.
    private readonly ReadOnlySpan<byte> NumberText()
    {
        if (_json.TokenType == JsonTokenType.Number) return _json.ValueSpan;
        var quoted = _json.GetString()!;
        return NumberForm().IsMatch(quoted) ? Encoding.UTF8.GetBytes(quoted) : [];
    }

    private static object? Integer(FieldType type, ReadOnlySpan<byte> text)
    {
        if (!Int128.TryParse(text, Whole, CultureInfo.InvariantCulture, out var number))
        {
            // 1.0 and 1e3 are integers too
            if (!decimal.TryParse(text, Fractional, CultureInfo.InvariantCulture, out var real) || !decimal.IsInteger(real)) return null;
            number = (Int128)real;
        }
        return type switch
        {
            FieldType.UInt32 or FieldType.Fixed32 => number >= 0 && number <= uint.MaxValue ? (object)(uint)number : null,
            FieldType.UInt64 or FieldType.Fixed64 => number >= 0 && number <= ulong.MaxValue ? (object)(ulong)number : null,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 =>
                number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : null,
            _ => number >= int.MinValue && number <= int.MaxValue ? (object)(int)number : null,
        };
    }

    private static double? Real(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("NaN"u8)) return double.NaN;
        if (text.SequenceEqual("Infinity"u8)) return double.PositiveInfinity;
        if (text.SequenceEqual("-Infinity"u8)) return double.NegativeInfinity;
        return double.TryParse(text, Fractional, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static float? Single(double? number) =>
        number is { } real && (float.IsFinite((float)real) || !double.IsFinite(real)) ? (float)real : null;

    [GeneratedRegex(@"\A(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|NaN|-?Infinity)\z")]
    private static partial Regex NumberForm();

    private static string Noun(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "a string",
        FieldType.Bytes => "a Base64 string",
        FieldType.Bool => "true or false",
        FieldType.Float or FieldType.Double => "a number",
        FieldType.UInt32 or FieldType.Fixed32 => "an integer from 0 to 2^32-1",
        FieldType.UInt64 or FieldType.Fixed64 => "an integer from 0 to 2^64-1",
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => "an integer of 64 bits",
        _ => "an integer of 32 bits",
    };
}
