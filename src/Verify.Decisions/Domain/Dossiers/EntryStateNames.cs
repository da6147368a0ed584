namespace Verify.Domain;

/// <summary>Names of entry states as rules 3.4 and the wire spell them: <c>UNDER_OBJECTION</c>.</summary>
public static class EntryStateNames
{
    private static readonly string[] Names = [.. Enum.GetNames<EntryState>().Select(UpperSnake)];

    /// <summary>The name of a state.</summary>
    public static string Of(EntryState state) => Names[(int)state];

    private static string UpperSnake(string name) => string.Concat(
        name.Select(static (letter, index) => index > 0 && char.IsAsciiLetterUpper(letter)
            ? "_" + letter
            : char.ToUpperInvariant(letter).ToString()));
}
