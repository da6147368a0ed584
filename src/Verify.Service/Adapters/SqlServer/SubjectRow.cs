using System.Data;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>A row of the table of subjects.</summary>
internal sealed record SubjectRow(string SubjectKey, string CodeType, string? Code, byte[]? Sealed)
{
    public SubjectIdentity ToIdentity() => new(
        new SubjectKey(SubjectKey),
        CodeTypeNames.TypeOf(CodeType) ?? throw new StoreUnavailableException($"{SubjectKey} has an unknown code type."),
        Code,
        Sealed);

    public static DataTable TableOf(IEnumerable<SubjectIdentity> identities)
    {
        var table = new DataTable("subject")
        {
            Columns = { { "subject_key" }, { "code_type" }, { "code" }, { "sealed", typeof(byte[]) } },
        };
        foreach (var identity in identities)
            table.Rows.Add(identity.Key.Value, CodeTypeNames.Of(identity.Type), identity.Code, identity.Sealed);
        return table;
    }
}
