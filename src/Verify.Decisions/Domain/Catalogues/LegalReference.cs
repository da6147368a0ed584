namespace Verify.Domain;

/// <summary>Rank of a legal source.</summary>
public enum LegalLevel : byte
{
    /// <summary>法律.</summary>
    Law = 1,
    /// <summary>行政法规.</summary>
    AdministrativeRegulation = 2,
    /// <summary>党中央、国务院政策文件.</summary>
    CentralPolicy = 3,
    /// <summary>地方性法规.</summary>
    LocalRegulation = 4,
    /// <summary>司法解释及司法文件.</summary>
    Judicial = 5,
    /// <summary>部门规章及规范性文件.</summary>
    DepartmentRule = 6,
    /// <summary>地方政策文件.</summary>
    LocalPolicy = 7,
}

/// <summary>An article of a law, regulation or policy document.</summary>
/// <param name="Code">Stable code, by which other rows cite it.</param>
/// <param name="Level">Its rank.</param>
/// <param name="Text">Title and article, as cited: 《政府采购法》第二十二条.</param>
/// <param name="From">First day in force; none means since before every date looked at.</param>
/// <param name="To">Last day in force, included; none means still in force.</param>
public sealed record LegalReference(string Code, LegalLevel Level, LocalText Text, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether a black list or a measure that takes rights away may rest on it (QTX-06, QTX-17).</summary>
    public bool MayPunish => Level <= LegalLevel.LocalRegulation;

    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly day) => !(From > day) && !(To < day);
}
