using System.Text;
using Verify.Domain;

namespace Verify.Flows;

/// <summary>
/// How much of what is wrong a refusal tells. It travels in trailers, of which many a client reads 16 KB and no more: the first
/// <see cref="CountMax"/> violations, fewer where their texts are long, and how many more there are.
/// </summary>
public static class ToldViolations
{
    /// <summary>Most violations of one refusal.</summary>
    public const int CountMax = 100;

    private const int BytesMax = 5_000;
    private const int MessageBytesMax = 1_500;

    /// <summary>The violations that are told.</summary>
    public static IReadOnlyList<FieldViolation> Of(IReadOnlyList<FieldViolation> all) => First(all, BytesMax);

    /// <summary>They in one line, which says how many it leaves out.</summary>
    public static string MessageOf(IReadOnlyList<FieldViolation> all)
    {
        var told = First(all, MessageBytesMax);
        var line = string.Join("; ", told.Select(static violation => $"{violation.Field}: {violation.Message}"));
        return told.Length == all.Count ? line : $"{line}; and {all.Count - told.Length} more";
    }

    /// <summary>The fields of those that are told, for programs.</summary>
    public static string FieldsOf(IReadOnlyList<FieldViolation> all) => string.Join(",", Of(all).Select(static violation => violation.Field));

    private static FieldViolation[] First(IReadOnlyList<FieldViolation> all, int bytesMax)
    {
        var bytes = 0;
        return [.. all.Take(CountMax).TakeWhile((violation, at) => (bytes += BytesOf(violation)) <= bytesMax || at == 0)];
    }

    // The field is named once more in the metadata.
    private static int BytesOf(FieldViolation violation) => (2 * Encoding.UTF8.GetByteCount(violation.Field)) + Encoding.UTF8.GetByteCount(violation.Message);
}
