using System.Text;
using Microsoft.Data.Sqlite;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Load.Store;

/// <summary>Reads out of the product's store, batch by batch, the rows that an import has put there.</summary>
internal sealed class ImportedRows : IDisposable
{
    /// <summary>The tables that an import fills.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Tables = new Dictionary<string, string[]>
    {
        ["subject"] = ["subject_key", "code_type", "code", "sealed"],
        ["subject_alias"] = ["alias_key", "subject_key", "revision"],
        ["named_thing"] = ["kind", "id", "subject_key"],
        ["fact"] =
        [
            "revision", "subject_key", "occurred_at", "recorded_at", "department", "operator", "document", "request_id", "request_digest", "payload",
        ],
    };

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _facts;
    private readonly SqliteCommand _subject;
    private long _revision;

    public ImportedRows(string path)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _connection.Open();
        _facts = Prepare($"SELECT {string.Join(", ", Tables["fact"])} FROM fact WHERE revision > @from ORDER BY revision LIMIT @count", "@from", "@count");
        _subject = Prepare($"SELECT {string.Join(", ", Tables["subject"])} FROM subject WHERE subject_key = @key", "@key");
    }

    /// <summary>The rows of the next facts, in the order in which they were inserted; empty at the end.</summary>
    public List<(string Table, object[] Values)> Next(int facts)
    {
        var rows = new List<(string, object[])>();
        foreach (var fact in Select(_facts, _revision, facts))
        {
            rows.AddRange(CompanionsOf(fact));
            rows.Add(("fact", fact));
            _revision = (long)fact[0];
        }

        return rows;
    }

    public void Dispose()
    {
        _facts.Dispose();
        _subject.Dispose();
        _connection.Dispose();
    }

    private IEnumerable<(string Table, object[] Values)> CompanionsOf(object[] row)
    {
        var (revision, subject) = (row[0], (string)row[1]);
        FactCodec.TryDecode(Encoding.UTF8.GetBytes((string)row[^1]), out var fact, out _);
        return fact switch
        {
            SubjectRegistered registered => registered.Aliases.Append(UnifiedSocialCreditCode.OrganisationPart(subject[2..]))
                .Select(alias => ("subject_alias", new[] { SubjectKey.OfOrganisation(alias).Value, subject, revision })),
            RelationRecorded relation => Select(_subject, relation.Related.Value).Select(static person => ("subject", person)),
            EntryListed listed => [("named_thing", ["entry", listed.EntryId, subject])],
            _ => [],
        };
    }

    private static List<object[]> Select(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
