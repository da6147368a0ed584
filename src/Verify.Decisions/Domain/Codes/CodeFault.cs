namespace Verify.Domain;

/// <summary>Why a code was refused. Holds neither the code nor a part of it, so it may be shown and logged as it is.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Type">The kind of code that was asked for.</param>
/// <param name="Position">Where, counted from 1 without white space and separators; 0 when the fault is the whole code's.</param>
/// <param name="ExpectedCheck">
/// The check character that would match, for organisations only: for a person's number it is not disclosed, so that the service
/// does not help to complete a guessed one.
/// </param>
public sealed record CodeFault(CodeFaultKind Kind, CodeType Type, int Position = 0, char? ExpectedCheck = null)
{
    /// <summary>The fault for a Chinese reader.</summary>
    public string Chinese => CodeNames.Chinese(Type) + Kind switch
    {
        CodeFaultKind.TooLong => $"过长，最多{SubjectCodes.MaxLength}个字符",
        CodeFaultKind.Empty => "为空",
        CodeFaultKind.Format => $"格式不符，应为{CodeNames.ChineseForm(Type)}",
        CodeFaultKind.Length => $"位数不符，应为{CodeNames.ChineseForm(Type)}",
        CodeFaultKind.Alphabet => $"第{Position}位不是该代码允许的字符",
        CodeFaultKind.Class => $"第{Position}位不是已知的{(Position == 1 ? "登记管理部门" : "机构类别")}代码",
        CodeFaultKind.Region => $"第{Position}位起的行政区划码无效",
        CodeFaultKind.BirthDate => $"第{Position}位起的出生日期无效",
        CodeFaultKind.Check => $"第{Position}位校验码不符{ChineseExpected}",
        CodeFaultKind.InnerCheck => $"第{Position}位（组织机构代码校验码）不符{ChineseExpected}",
        _ => "无效",
    };

    /// <summary>The fault for an English reader.</summary>
    public string English => $"The {CodeNames.English(Type)} " + Kind switch
    {
        CodeFaultKind.TooLong => $"is longer than {SubjectCodes.MaxLength} characters.",
        CodeFaultKind.Empty => "is empty.",
        CodeFaultKind.Format => $"has an unknown form; it should be {CodeNames.EnglishForm(Type)}.",
        CodeFaultKind.Length => $"has the wrong length; it should be {CodeNames.EnglishForm(Type)}.",
        CodeFaultKind.Alphabet => $"has a character at position {Position} that is not allowed there.",
        CodeFaultKind.Class => $"has an unknown {(Position == 1 ? "registration department" : "institution class")} at position {Position}.",
        CodeFaultKind.Region => $"has no valid region code at position {Position}.",
        CodeFaultKind.BirthDate => $"has no valid birth date at position {Position}.",
        CodeFaultKind.Check => $"has the wrong check character at position {Position}{EnglishExpected}.",
        CodeFaultKind.InnerCheck =>
            $"has the wrong check character of its organisation code at position {Position}{EnglishExpected}.",
        _ => "is not valid.",
    };

    private string ChineseExpected => ExpectedCheck is { } expected ? $"，应为{expected}" : "";

    private string EnglishExpected => ExpectedCheck is { } expected ? $"; expected {expected}" : "";
}
