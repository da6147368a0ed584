using System.Globalization;
using System.Net;
using Dapper;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Data.Sqlite;

// What somebody would write in an afternoon instead: an endpoint that opens the database at every call, reads subject and entries,
// decides by a few ifs and answers JSON. It keeps no register, proves nothing and explains little, so it is a low bar in work and a
// fair one in cost. Prints "json <port>", ends with its standard input.
var database = $"Data Source={args[0]};Mode=ReadOnly";
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
var app = builder.Build();
app.MapPost("/check", async (Question question) =>
{
    var today = DateTime.UtcNow.AddHours(8).Date;
    await using var connection = new SqliteConnection(database);
    var subject = await connection.QuerySingleOrDefaultAsync<Subject>("SELECT code, name, established FROM subject WHERE code = @Code", question);
    var entries = (await connection.QueryAsync<Entry>(
        """
        SELECT id, colour, list, document, reason, start_on AS StartOn, end_on AS EndOn FROM entry
        WHERE code = @Code AND start_on <= @today AND end_on >= @today
        """,
        new { question.Code, today = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) })).ToArray();
    var old = subject is not null && DateTime.Parse(subject.Established, CultureInfo.InvariantCulture) <= today.AddYears(-3);
    var disposition = Array.Exists(entries, static entry => entry.Colour == "BLACK") ? "REVIEW"
        : Array.Exists(entries, static entry => entry.Colour == "FOCUS") ? "NORMAL"
        : Array.Exists(entries, static entry => entry.Colour == "RED") || old ? "FACILITATE"
        : "NORMAL";
    return new Answer(Guid.NewGuid(), DateTimeOffset.UtcNow, disposition, subject?.Name, entries);
});
await app.StartAsync();
Console.WriteLine($"json {new Uri(app.Urls.Single()).Port}");
await Console.In.ReadToEndAsync();

internal sealed record Question(string Code, string Matter, string CaseNumber, string Stage, string Region);

internal sealed record Subject(string Code, string Name, string Established);

internal sealed record Entry(long Id, string Colour, string List, string Document, string Reason, string StartOn, string EndOn);

internal sealed record Answer(Guid CheckId, DateTimeOffset EvaluatedAt, string Disposition, string? Name, Entry[] Entries);
