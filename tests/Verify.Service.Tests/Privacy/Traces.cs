using System.Text;

namespace Verify.Service.Tests.Privacy;

/// <summary>The forms in which a person's number could lie about, and a search for all of them.</summary>
internal static class Traces
{
    // The check digit is left out: it follows from the others.
    private const int Digits = 17;

    /// <summary>What of a number is found in bytes: as text in two encodings, in base64 wherever it begins, in packed digits, backwards.</summary>
    public static string? FindIn(ReadOnlySpan<byte> bytes, string number)
    {
        foreach (var (form, pattern) in FormsOf(number[..Digits]))
        {
            if (bytes.IndexOf(pattern) >= 0)
                return form;
        }

        return null;
    }

    /// <summary>Every file of a folder, and what of which of the numbers is found in it.</summary>
    public static IEnumerable<string> FindInFiles(string folder, IReadOnlyCollection<string> numbers) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where Path.GetFileName(file) != "lock"
        let bytes = Read(file)
        from number in numbers
        let form = FindIn(bytes, number)
        where form is not null
        select $"{Path.GetFileName(file)} holds {number} {form}";

    /// <summary>A file that somebody may be writing.</summary>
    public static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static IEnumerable<(string Form, byte[] Pattern)> FormsOf(string digits)
    {
        var plain = Encoding.ASCII.GetBytes(digits);
        yield return ("in plain text", plain);
        yield return ("in UTF-16", Encoding.Unicode.GetBytes(digits));
        yield return ("backwards", [.. plain.Reverse()]);
        yield return ("in packed digits", Convert.FromHexString(digits[..16]));
        for (var shift = 0; shift < 3; shift++)
        {
            // Letters of base64 that depend on what stands before or after are left out.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. plain]);
            var from = shift == 0 ? 0 : shift + 1;
            yield return ($"in base64, shifted by {shift}", Encoding.ASCII.GetBytes(encoded[from..(((shift + plain.Length) / 3) * 4)]));
        }
    }
}
