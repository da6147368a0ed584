using System.Collections;
using System.Globalization;
using System.Reflection;
using Verify.Domain;

namespace Verify.Tests.Dossiers;

/// <summary>Values told whole: records compare their lists by reference, and text loses what no text may hold.</summary>
internal static class Told
{
    public static string Of(Dossier dossier) => string.Join('\n', dossier.Facts.Select(static fact => Of((object)fact))
        .Prepend($"{dossier.Subject} at {dossier.Revision}"));

    public static string Of(object? value) => value switch
    {
        null => "none",
        string text => $"\"{string.Concat(text.Select(static letter => letter is >= ' ' and <= '~' ? letter.ToString() : $"\\{(int)letter:x4}"))}\"",
        DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Of))}]",
        _ when value.GetType() is { IsPrimitive: false, IsEnum: false } type && type.Namespace == "Verify.Domain" =>
            $"{type.Name}({string.Join(", ", Fields(type).Select(field => $"{field.Name}={Of(field.GetValue(value))}"))})",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static IEnumerable<PropertyInfo> Fields(Type type) => type.GetProperties().Where(static property => property.CanWrite);
}
