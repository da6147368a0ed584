using System.Globalization;
using System.Text;

namespace Verify.Receipts;

/// <summary>
/// Writes HTML in which texts are texts: what has a meaning in HTML is escaped, and what the eye does not see, or what turns the order of
/// letters around it, is named instead. Names of subjects are other people's texts.
/// </summary>
internal sealed class FormWriter
{
    // As many as a line of small print holds.
    private const int LineLength = 60;

    private readonly StringBuilder _html = new();

    /// <summary>Characters so far.</summary>
    public int Length => _html.Length;

    /// <summary>Lines so far, at the most.</summary>
    public int Lines { get; private set; }

    /// <summary>Writes markup of ours.</summary>
    /// <param name="html">The markup.</param>
    /// <param name="line">Whether it begins a line.</param>
    public FormWriter Markup(string html, bool line = false)
    {
        _html.Append(html);
        Lines += line ? 1 : 0;
        return this;
    }

    /// <summary>Begins a line.</summary>
    public FormWriter Break() => Markup("<br>", line: true);

    /// <summary>Writes a text, cut to a length; what is named instead of shown takes the room of its name.</summary>
    public FormWriter Text(string text, int lengthMax = int.MaxValue)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length += IsSeen(rune) ? 1 : "[U+0000]".Length;
            if (length > lengthMax)
            {
                _html.Append('…');
                break;
            }

            Write(rune);
        }

        Lines += Math.Max(length - 1, 0) / LineLength;
        return this;
    }

    /// <summary>Writes the label of a row and opens its value.</summary>
    public FormWriter Row(string label) => Markup("<tr><th>", line: true).Text(label).Markup("<td colspan=\"3\">");

    /// <summary>Writes a row with a text.</summary>
    public FormWriter Row(string label, string text, int lengthMax) => Row(label).Text(text, lengthMax).End();

    /// <summary>Writes a row with two texts.</summary>
    public FormWriter Row((string Label, string Text) left, (string Label, string Text) right, int lengthMax) =>
        Markup("<tr><th>", line: true).Text(left.Label).Markup("<td>").Text(left.Text, lengthMax)
            .Markup("<th>").Text(right.Label).Markup("<td>").Text(right.Text, lengthMax).End();

    /// <summary>Ends a row.</summary>
    public FormWriter End() => Markup("\n");

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    private void Write(Rune rune)
    {
        switch (rune.Value)
        {
            case '&':
                _html.Append("&amp;");
                break;
            case '<':
                _html.Append("&lt;");
                break;
            case '>':
                _html.Append("&gt;");
                break;
            case '"':
                _html.Append("&quot;");
                break;
            case '\'':
                _html.Append("&#39;");
                break;
            default:
                if (IsSeen(rune))
                    _html.Append(rune.ToString());
                else
                    _html.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
                break;
        }
    }

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
