using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// Compares names as a clerk would: white space, width and case of letters, and the form of brackets do not matter (JS-66).
/// </summary>
public static class NameMatch
{
    /// <summary>Whether a name is the registered one or an earlier one of the subject.</summary>
    public static bool IsNameOf(string given, Dossier dossier)
    {
        foreach (var registration in dossier.Registrations)
        {
            var registered = (SubjectRegistered)registration.Fact;
            if (Same(given, registered.Name))
                return true;
            foreach (var former in registered.FormerNames)
            {
                if (Same(given, former))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether two names are the same after normalising.</summary>
    public static bool Same(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = left.TrimStart();
            right = right.TrimStart();
            if (left.IsEmpty || right.IsEmpty)
                return left.IsEmpty && right.IsEmpty;
            if (Fold(left[0]) != Fold(right[0]))
                return false;
            left = left[1..];
            right = right[1..];
        }
    }

    private static char Fold(char letter) => letter switch
    {
        >= '！' and <= '～' => Fold((char)(letter - '！' + '!')),
        '〔' or '【' or '[' => '(',
        '〕' or '】' or ']' => ')',
        '·' or '•' or '・' or '‧' => '.',
        >= 'a' and <= 'z' => (char)(letter - 'a' + 'A'),
        _ => letter,
    };
}
