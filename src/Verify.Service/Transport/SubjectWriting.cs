using Verify.Domain;

namespace Verify.Transport;

/// <summary>Subjects as the wire shows them: organisations whole, since their codes are public; persons masked (R16).</summary>
public static class SubjectWriting
{
    /// <summary>A code.</summary>
    public static V1.Subject Write(SubjectCode code) => new() { CodeType = (V1.CodeType)(code.Type + 1), Code = code.Masked };

    /// <summary>A name: a person's keeps its first character only, mostly the family name, 张*.</summary>
    public static string Name(string name, bool isPerson)
    {
        var shown = name.Length > 1 && char.IsSurrogatePair(name, 0) ? 2 : 1;
        return isPerson && name.Length > shown ? name[..shown] + new string('*', name.Length - shown) : name;
    }
}
