using System.Text;
using System.Text.RegularExpressions;

namespace Verify.Load.Fuzz.Cases;

/// <summary>JSON that a parser, or what comes after it, may trip over.</summary>
internal sealed partial class JsonMutation(Dice dice)
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "0", "-1", "1e400", "-1e400", "1.5", "99999999999999999999", "NaN", "Infinity", "\"\\ud800\"", "\"\\udc00\\ud800\"",
        "\"\\u0000\"", "\"\\u202e\"", "\"\\uFEFF\"", "\"9007199254740993\"", "\"STAGE_NOWHERE\"", "\"2026-06-15T10:00:00+25:00\"", "\"-999999999999s\"",
        "\"\\x\"", "'single'", "// comment\n1", "[[[[[[[[[[]]]]]]]]]]", "{\"@type\":\"type.googleapis.com/google.protobuf.Any\"}", "\"５２０５９９\"",
    ];

    public byte[] Of(string json) => dice.Below(6) switch
    {
        0 => new ByteMutation(dice).Of(Encoding.UTF8.GetBytes(json)),
        1 => Encoding.UTF8.GetBytes(json[..dice.Below(json.Length + 1)]),
        2 => Nested(),
        3 => Encoding.UTF8.GetBytes(json.Replace("\":", "\" :\t", StringComparison.Ordinal) + dice.Pick(["", "{}", "\0", ",", "]"])),
        4 => Encoding.UTF8.GetBytes($"{{{Member()},{json.TrimStart('{')}"),
        _ => Encoding.UTF8.GetBytes(WithAnotherValue(json)),
    };

    private byte[] Nested()
    {
        var depth = dice.Pick([10, 65, 101, 1_000, 20_000]);
        var (open, close) = dice.Once(2) ? ("[", "]") : ("{\"subject\":", "}");
        var text = string.Concat(Enumerable.Repeat(open, depth)) + (open == "[" ? "" : "1") + (dice.Once(3) ? "" : string.Concat(Enumerable.Repeat(close, depth)));
        return Encoding.UTF8.GetBytes(dice.Once(2) ? text : $"{{\"unknown\":{text}}}");
    }

    private string Member() => $"\"{dice.Pick(["subject", "matterCode", "__proto__", "facts", "request_id", "\\u0000", ""])}\":{dice.Pick(Values)}";

    private string WithAnotherValue(string json)
    {
        var values = Value().Matches(json);
        if (values.Count == 0)
            return dice.Pick(Values);
        var value = values[dice.Below(values.Count)];
        return $"{json[..value.Index]}:{dice.Pick(Values)}{json[(value.Index + value.Length)..]}";
    }

    [GeneratedRegex(@":\s*(""[^""]*""|[\d.]+|true|false)")]
    private static partial Regex Value();
}
