using Verify.V1;

namespace TenderPlatform;

/// <summary>Who has handed in a bid.</summary>
/// <param name="Name">Name in the bid.</param>
/// <param name="Code">USCC.</param>
/// <param name="Representative">Resident number of the legal representative; empty where the bid names none.</param>
public sealed record Bidder(string Name, string Code, string Representative)
{
    /// <summary>The organisation as Verify knows it.</summary>
    public Subject Organisation => new() { Code = Code, Name = Name };

    /// <summary>Reads bidders from a base registry file: heading <c>统一社会信用代码</c>, <c>主体名称</c>, <c>法定代表人证件号码</c>.</summary>
    public static IReadOnlyList<Bidder> ReadFile(string path)
    {
        var rows = File.ReadLines(path).Select(static line => line.Split(',')).ToArray();
        int Column(string heading) => Array.IndexOf(rows[0], heading);
        var (code, name, representative) = (Column("统一社会信用代码"), Column("主体名称"), Column("法定代表人证件号码"));
        return [.. rows.Skip(1).Select(row => new Bidder(row[name], row[code], row[representative]))];
    }
}

/// <summary>Several bidders with one bid (联合体).</summary>
/// <param name="Name">Name of the consortium.</param>
/// <param name="Members">Its members; the worst decides.</param>
public sealed record Consortium(string Name, IReadOnlyList<Bidder> Members);
