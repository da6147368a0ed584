using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>A kind of file: its columns, and how a row of it becomes facts.</summary>
internal abstract class FileKind
{
    /// <summary>The kind.</summary>
    public abstract ImportKind Kind { get; }

    /// <summary>What people call it.</summary>
    public abstract LocalText Name { get; }

    /// <summary>Short and stable: it is part of every request id.</summary>
    public abstract string Code { get; }

    /// <summary>The source that such a file comes from, where there is one for all of them; empty otherwise.</summary>
    public virtual string Source => "";

    /// <summary>Every column that is read.</summary>
    public abstract ImmutableArray<Column> Columns { get; }

    /// <summary>Columns that the heading must have: one at least of each group.</summary>
    public abstract ImmutableArray<ImmutableArray<Column>> Required { get; }

    /// <summary>Turns the row into facts, or reports every reason why it cannot.</summary>
    public abstract void Read(RowReader row, ImportContext context);
}

/// <summary>What rows are read against.</summary>
/// <param name="Catalogue">List kinds that there are (JS-33).</param>
/// <param name="Options">What was said about the file.</param>
/// <param name="KeyOf">The key under which a code is stored; a secret enters into a person's.</param>
/// <param name="Today">The calendar date in China.</param>
internal sealed record ImportContext(Catalogue Catalogue, ImportOptions Options, Func<SubjectCode, SubjectKey> KeyOf, DateOnly Today);
