using System.Text;

namespace Verify.Service.Tests.House.Docs;

/// <summary>A command line as a shell would split it: single quotes, double quotes without escapes, a backslash before a line's end.</summary>
internal static class ShellWords
{
    public static string[] Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var begun = false;
        foreach (var letter in command.Replace("\\\n", " ", StringComparison.Ordinal))
        {
            if (quote != '\0' && letter == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && letter is '\'' or '"')
            {
                (quote, begun) = (letter, true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                End();
            }
            else
            {
                word.Append(letter);
                begun = true;
            }
        }

        End();
        return [.. words];

        void End()
        {
            if (begun)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
