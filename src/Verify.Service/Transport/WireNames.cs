using Google.Protobuf.Reflection;

namespace Verify.Transport;

/// <summary>Names of wire enums without their prefix, as the contract's texts and officials' tables use them.</summary>
public static class WireNames
{
    /// <summary>The name of a value: <c>PROHIBIT</c> for <c>DISPOSITION_PROHIBIT</c>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => Cache<TEnum>.Names.GetValueOrDefault(value, value.ToString());

    private static class Cache<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Names = Enum.GetValues<TEnum>().ToDictionary(static value => value, Short);

        private static string Short(TEnum value)
        {
            var full = typeof(TEnum).GetField(value.ToString())!
                .GetCustomAttributes(typeof(OriginalNameAttribute), inherit: false)
                .Cast<OriginalNameAttribute>().First().Name;
            var prefix = UpperSnake(typeof(TEnum).Name) + "_";
            return full.StartsWith(prefix, StringComparison.Ordinal) ? full[prefix.Length..] : full;
        }

        private static string UpperSnake(string name) => string.Concat(
            name.Select(static (letter, index) => index > 0 && char.IsAsciiLetterUpper(letter)
                ? "_" + letter
                : char.ToUpperInvariant(letter).ToString()));
    }
}
