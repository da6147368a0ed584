namespace Verify.Domain;

/// <summary>The characters of a standard in the order of their values from 0.</summary>
internal sealed class CodeAlphabet
{
    public static readonly CodeAlphabet Digits = new("0123456789");
    public static readonly CodeAlphabet Alphanumeric = new("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private const int Ascii = 128;
    private readonly string _characters;
    private readonly sbyte[] _values = new sbyte[Ascii];

    public CodeAlphabet(string characters)
    {
        _characters = characters;
        Array.Fill(_values, (sbyte)-1);
        for (var value = 0; value < characters.Length; value++)
            _values[characters[value]] = (sbyte)value;
    }

    public char this[int value] => _characters[value];

    public bool Contains(char c) => c < Ascii && _values[c] >= 0;

    /// <summary>The index of the first character from outside the alphabet, or -1.</summary>
    public int IndexOfStranger(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Contains(text[i]))
                return i;
        }

        return -1;
    }

    /// <exception cref="ArgumentException">The character is not in the alphabet.</exception>
    public int ValueOf(char c) =>
        Contains(c) ? _values[c] : throw new ArgumentException("A character from outside the alphabet of the standard.", nameof(c));

    /// <exception cref="ArgumentException">The text has not one character of the alphabet for each weight.</exception>
    public int WeightedSum(ReadOnlySpan<char> text, ReadOnlySpan<byte> weights)
    {
        if (text.Length != weights.Length)
            throw new ArgumentException($"The check is computed over {weights.Length} characters, not {text.Length}.", nameof(text));

        var sum = 0;
        for (var i = 0; i < text.Length; i++)
            sum += ValueOf(text[i]) * weights[i];
        return sum;
    }
}
