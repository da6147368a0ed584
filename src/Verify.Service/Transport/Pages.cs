using System.Buffers.Text;
using System.Text;

namespace Verify.Transport;

/// <summary>Pages of a list: how many items, and from where. A token holds the place at which the page before ended.</summary>
internal static class Pages
{
    public const int DefaultSize = 50;
    public const int MaxSize = 500;

    /// <summary>Reads a page's size.</summary>
    public static int Size(int given, FieldErrors errors)
    {
        if (given is < 0 or > MaxSize)
            errors.Add("page_size", $"Between 0, which stands for {DefaultSize}, and {MaxSize}.");
        return given is > 0 and <= MaxSize ? given : DefaultSize;
    }

    /// <summary>Reads a token; empty for the first page.</summary>
    public static string Place(string token, FieldErrors errors)
    {
        if (token.Length <= 2048 && Base64Url.IsValid(token))
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        errors.Add("page_token", "Not a next_page_token of this list.");
        return "";
    }

    /// <summary>Reads a token of a list of checks.</summary>
    public static Guid? Check(string token, FieldErrors errors)
    {
        var place = Place(token, errors);
        if (place.Length == 0)
            return null;
        if (Guid.TryParseExact(place, "D", out var check))
            return check;
        errors.Add("page_token", "Not a next_page_token of this list.");
        return null;
    }

    /// <summary>A page from a read that asked for one item more than the page holds; the token is empty on the last page.</summary>
    public static (IEnumerable<T> Items, string NextToken) Cut<T>(IReadOnlyList<T> read, int size, Func<T, string> placeOf) =>
        read.Count <= size ? (read, "") : (read.Take(size), Base64Url.EncodeToString(Encoding.UTF8.GetBytes(placeOf(read[size - 1]))));
}
