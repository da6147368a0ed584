using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Publishing is refused.</summary>
    Error = 1,
    /// <summary>Worth a look.</summary>
    Warning = 2,
}

/// <summary>Something wrong or doubtful in a draft.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="File">File name.</param>
/// <param name="Line">Line, the heading is line 1; 0 where the whole file is meant.</param>
/// <param name="Column">Column, where one is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Finding(FindingRule Rule, string File, int Line, string Column, LocalText Message)
{
    /// <summary>Stable code, SCORE_ON_PERSON for example.</summary>
    public string Code => Rule.Code;

    /// <summary>How bad.</summary>
    public FindingSeverity Severity => Rule.Severity;

    /// <summary>Clause or law that the rule rests on; empty for a rule of form.</summary>
    public string Citation => Rule.Citation;

    /// <summary>For a log or a console: place, code, message in both languages.</summary>
    public override string ToString() =>
        $"{File}({Line}{(Column.Length > 0 ? $",{Column}" : "")}): {Severity} {Code}: {Message.Chinese} | {Message.English}";
}

/// <summary>A rule that a draft can break.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Severity">How bad it is to break it.</param>
/// <param name="Chinese">Message, <see cref="string.Format(string, object[])"/> style.</param>
/// <param name="English">The same in English.</param>
/// <param name="Citation">Clause or law that it rests on; empty for a rule of form.</param>
public sealed record FindingRule(string Code, FindingSeverity Severity, string Chinese, string English, string Citation = "");
