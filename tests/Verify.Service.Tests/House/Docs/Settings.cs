using System.Globalization;
using System.Reflection;
using Verify.Hosting;

namespace Verify.Service.Tests.House.Docs;

/// <summary>Every setting that there is, read off the options.</summary>
internal static class Settings
{
    private static readonly string[] Tables = ["Verify:Keys:Seal", "Verify:Receipts:Keys"];

    /// <summary><c>Verify:Section:Name = default</c>.</summary>
    public static IReadOnlyList<string> WithDefaults { get; } = [.. Of(new VerifyOptions(), VerifyOptions.Section)];

    /// <summary>Whether there is a setting or a section of this name; below a table of values by name stands any name.</summary>
    public static bool Has(string name) =>
        WithDefaults.Any(setting => setting.StartsWith(name + " = ", StringComparison.Ordinal))
        || WithDefaults.Any(setting => setting.StartsWith(name + ":", StringComparison.Ordinal))
        || Tables.Contains(name[..name.LastIndexOf(':')]);

    private static IEnumerable<string> Of(object options, string path)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(options);
            if (property.SetMethod is { IsPublic: true } && value is null or string or ValueType)
            {
                yield return $"{path}:{property.Name} = {Convert.ToString(value, CultureInfo.InvariantCulture)}";
            }
            else if (value is IDictionary<string, string>)
            {
                yield return $"{path}:{property.Name} = ";
            }
            else if (value is not null && property.PropertyType.Namespace!.StartsWith("Verify", StringComparison.Ordinal))
            {
                foreach (var setting in Of(value, $"{path}:{property.Name}"))
                    yield return setting;
            }
        }
    }
}
