namespace Verify.Domain;

/// <summary>A text in both languages of the service.</summary>
/// <param name="Chinese">The text that officials use; never empty.</param>
/// <param name="English">Beside it.</param>
public readonly record struct LocalText(string Chinese, string English)
{
    /// <summary>Both, English first, for whoever's language is not known.</summary>
    public string Both => $"{English} {Chinese}";

    /// <summary>The text in one language; Chinese where English is empty.</summary>
    public string In(Language language) => language == Language.English && English.Length > 0 ? English : Chinese;
}

/// <summary>Language of an answer.</summary>
public enum Language : byte
{
    /// <summary>中文, the default.</summary>
    Chinese = 0,
    /// <summary>English.</summary>
    English = 1,
}
