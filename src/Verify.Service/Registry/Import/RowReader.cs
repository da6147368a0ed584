using System.Collections.Immutable;
using System.Globalization;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// The row at hand: its cells by column, the reasons against it, the facts read from it. One serves a whole file. What is read
/// between two facts is the content of the second, from which its request id follows.
/// </summary>
internal sealed class RowReader(Layout layout, ImportContext context)
{
    private readonly ContentDigest _content = new();
    private readonly List<ImportRow> _facts = [];
    private readonly List<LocalText> _reasons = [];
    private IReadOnlyList<string> _cells = [];
    private int _line;
    private bool _pilot;

    /// <summary>Why the row cannot be taken; empty while it can.</summary>
    public IReadOnlyList<LocalText> Reasons => _reasons;

    /// <summary>The facts; to be left alone where there are reasons against the row.</summary>
    public ImmutableArray<ImportRow> Facts => [.. _facts];

    /// <summary>Reads a row.</summary>
    public void Read(int line, IReadOnlyList<string> cells)
    {
        _line = line;
        _cells = cells;
        _pilot = false;
        _facts.Clear();
        _reasons.Clear();
        _content.Clear();
        for (var i = layout.Headings.Length; i < cells.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(cells[i]))
            {
                _reasons.Add(ImportTexts.TooManyCells(cells.Count, layout.Headings.Length));
                return;
            }
        }

        layout.Kind.Read(this, context);
    }

    /// <summary>A reason against the row as a whole.</summary>
    public void Reject(LocalText reason) => _reasons.Add(reason);

    /// <summary>A reason against a cell.</summary>
    public void Reject(Column column, LocalText reason) => _reasons.Add(ImportTexts.About(layout.HeadingOf(column), reason));

    /// <summary>The row is of the base registry itself, which is what makes a pilot code legal.</summary>
    public void ProvesRegistration() => _pilot = false;

    /// <summary>Adds something read to the content of the next fact.</summary>
    public void AddContent(string name, string value) => _content.Add(name, value);

    /// <summary>The key under which a code is stored.</summary>
    public SubjectKey KeyOf(SubjectCode code) => context.KeyOf(code);

    /// <summary>A cell that is no part of any fact's content; empty where the file has no such column.</summary>
    public string Peek(Column column) => layout.IndexOf(column) is >= 0 and var index && index < _cells.Count ? _cells[index].Trim() : "";

    /// <summary>A text; may be empty.</summary>
    public string Text(Column column)
    {
        var text = Peek(column);
        _content.Add(column.Name, text);
        return text;
    }

    /// <summary>A text that must be there.</summary>
    public string Need(Column column)
    {
        var text = Text(column);
        if (text.Length == 0)
            Reject(column, ImportTexts.Empty);
        return text;
    }

    /// <summary>Texts in one cell, parted by semicolons or enumeration commas.</summary>
    public ImmutableArray<string> Texts(Column column) =>
        [.. Text(column).Split([';', '；', '、', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>A date that may be missing, but not lie after today unless <paramref name="mayLieAhead"/>.</summary>
    public DateOnly? Date(Column column, bool mayLieAhead = false)
    {
        var text = Peek(column);
        if (text.Length == 0)
            return null;
        if (!DateText.TryRead(text, out var date))
        {
            Reject(column, DateText.IsSerial(text) ? ImportTexts.SerialDate : ImportTexts.NotADate);
            return null;
        }

        if (date > context.Today && !mayLieAhead)
            Reject(column, ImportTexts.Future);
        _content.Add(column.Name, date.ToString("O", CultureInfo.InvariantCulture));
        return date;
    }

    /// <summary>A date that must be there.</summary>
    public DateOnly NeedDate(Column column)
    {
        if (Peek(column).Length == 0)
            Reject(column, ImportTexts.Empty);
        return Date(column) ?? default;
    }

    /// <summary>The subject; <c>default</c> where there is a reason against it.</summary>
    public SubjectCode Subject(SubjectColumns columns)
    {
        var filled = columns.All.FirstOrDefault(column => Peek(column).Length > 0 && !IsMasked(column))
            ?? columns.All.FirstOrDefault(column => Peek(column).Length > 0);
        if (filled is not null)
            return Code(filled, columns);

        if (columns.All.FirstOrDefault(column => layout.IndexOf(column) >= 0) is { } empty)
            Reject(empty, ImportTexts.Empty);
        return default;
    }

    /// <summary>A further code of the subject; null where none is given.</summary>
    public SubjectCode? OptionalCode(Column column, SubjectColumns columns) =>
        Peek(column).Length > 0 && Code(column, columns) is { Value: not null } code ? code : null;

    /// <summary>Adds a fact about a subject with what was read for it.</summary>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="part">Tells this fact from others that the same content could give.</param>
    /// <param name="day">Day on which it took effect.</param>
    /// <param name="document">文书号.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="named">Codes behind keys in the fact.</param>
    public void Add(SubjectCode subject, string part, DateOnly day, string document, Fact fact, params ImmutableArray<SubjectCode> named)
    {
        _content.Add("kind", layout.Kind.Code);
        var key = context.KeyOf(subject);
        _content.Add("subject", key.Value);
        _content.Add("part", part);
        var digest = _content.Close();
        _facts.Add(new ImportRow(
            _line, ContentDigest.RequestId(key, digest), digest, subject, _pilot, ChinaTime.StartOf(day), document, fact, named));
    }

    private bool IsMasked(Column column) => Peek(column).Contains('*');

    private SubjectCode Code(Column column, SubjectColumns columns)
    {
        if (IsMasked(column))
        {
            Reject(column, ImportTexts.MaskedNumber);
            return default;
        }

        var text = Peek(column);
        if (text.Contains("E+", StringComparison.OrdinalIgnoreCase))
        {
            Reject(column, ImportTexts.Scientific);
            return default;
        }

        LocalText? fault;
        var reading = column switch
        {
            _ when column == columns.Uscc => CodeForms.Settle(SubjectCodes.Read(CodeType.UnifiedSocialCreditCode, text), out fault),
            _ when column == columns.Organisation => CodeForms.Settle(SubjectCodes.Read(CodeType.OrganisationCode, text), out fault),
            _ when column == columns.Registration => CodeForms.Settle(SubjectCodes.Read(CodeType.RegistrationNumber, text), out fault),
            _ when column == columns.Person => CodeForms.Settle(CodeForms.ReadPerson(text), out fault),
            _ => CodeForms.ReadAny(text, out fault),
        };
        if (fault is { } reason)
            Reject(column, reason);
        _pilot |= reading.PilotCandidate;
        return reading.Code;
    }
}
