using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Verify.Registry.Import;
using Verify.Service.Tests.Import;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.Redis;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.Tests.Transport;
using Verify.V1;
using Role = Verify.V1.Role;

namespace Verify.Service.Tests.Privacy;

/// <summary>
/// Persons whose numbers nobody else has go through every RPC that takes a person. Afterwards every file, everything in Redis, every line
/// of log and every reply is searched for them: that is also what a thief of any of these would find.
/// </summary>
public sealed class MarkedPersonsTests : IDisposable
{
    private const string Organisation = "91520523MA6HQ01873";
    private const string Name = "隐名张三丰";
    private static readonly string[] Persons = ["520599198001010014", "520599201203010017", "520599200806150014", "52059920080616001X", "520599197512310014"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();
    private readonly StringBuilder _replies = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_number_is_in_a_file_in_Redis_in_a_log_or_in_a_reply()
    {
        await using var redis = await RedisServer.StartAsync("--rdbcompression", "no");
        await using (var service = await StartAsync(redis))
        {
            await RecordAsync(service);
            await ImportFileAsync(service);
            foreach (var person in Persons)
            {
                await AskAsync(service, person);
                await FileAsync(service, person);
            }

            await service.Foundation.Audit.SearchChecksAsync(new() { }, 1, Stop);
            foreach (var asked in (string[])[$"{Name[..1]}****", "办理", "GPL-22", "有限公司"])
                Assert.True((long)ByHand.Run(Path.Combine(_folder.Path, "verify.db"), $"SELECT count(*) FROM check_record WHERE instr(asked, CAST('{asked}' AS BLOB)) > 0")! >= Persons.Length, asked);

            // While it runs: what is in the journal, and in the write-ahead log, goes away with an orderly stop.
            Assert.NotEmpty(Directory.GetFiles(_folder.Path, "*.db*"));
            Assert.NotEmpty(Directory.GetFiles(service.Foundation.Options.JournalFolder, "*", SearchOption.AllDirectories));
            Assert.Empty(Traces.FindInFiles(_folder.Path, Persons));
        }

        SqliteConnection.ClearAllPools();
        Assert.Empty(Traces.FindInFiles(_folder.Path, Persons));

        var dump = await DumpAsync(redis);
        var said = Encoding.UTF8.GetBytes(string.Concat(_log.Select(static entry => entry.Text)));
        var replied = Encoding.UTF8.GetBytes(_replies.ToString());
        Assert.All([dump, said, replied], static bytes => Assert.NotEmpty(bytes));
        foreach (var person in Persons)
        {
            Assert.Null(Traces.FindIn(dump, person));
            Assert.Null(Traces.FindIn(said, person));
            Assert.Null(Traces.FindIn(replied, person));
        }

        Assert.DoesNotContain(Name, Encoding.UTF8.GetString(said), StringComparison.Ordinal);
        Assert.DoesNotContain(Name, _replies.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thief_of_a_file_reads_organisations_and_names_but_no_person_s_number()
    {
        await using (var service = await StartAsync(null))
            await RecordAsync(service);
        SqliteConnection.ClearAllPools();
        var database = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "verify.db"), Stop);

        // Organisations are public by law and stand as they are; so does what was recorded about anybody, names and reasons included.
        Assert.True(database.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Organisation)) >= 0);
        Assert.True(database.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) >= 0);
        Assert.True(database.AsSpan().IndexOf("P:"u8) >= 0);
        Assert.All(Persons, person => Assert.Null(Traces.FindIn(database, person)));
    }

    [Fact]
    public async Task A_thief_of_Redis_reads_what_is_recorded_under_keyed_hashes_names_included_and_no_number_of_a_person()
    {
        await using var redis = await RedisServer.StartAsync("--rdbcompression", "no");
        await using (var service = await StartAsync(redis, memoryMiB: 0))
        {
            await RecordAsync(service);
            foreach (var person in Persons)
            {
                await AskAsync(service, person);
                await AskUntilRedisAnswersAsync(service, person);
            }
        }

        var dump = await DumpAsync(redis);
        // Dossiers are written with two bytes a letter, see DossierCodec.
        Assert.True(dump.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Name)) >= 0);
        Assert.All(Persons, person => Assert.Null(Traces.FindIn(dump, person)));
    }

    [Fact]
    public async Task A_thief_of_a_journal_reads_who_asked_in_which_case_and_no_person_s_number()
    {
        await using var service = await StartAsync(null);
        await RecordAsync(service);
        foreach (var person in Persons)
            await AskAsync(service, person);

        var journal = Directory.GetFiles(service.Foundation.Options.JournalFolder, "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetFileName(file) != "lock").SelectMany(Traces.Read).ToArray();
        Assert.True(journal.AsSpan().IndexOf("officer"u8) >= 0);
        Assert.True(journal.AsSpan().IndexOf(Encoding.UTF8.GetBytes("办件-1")) >= 0);
        Assert.True(journal.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"{Name[..1]}****")) >= 0);
        Assert.True(journal.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) < 0);
        Assert.All(Persons, person => Assert.Null(Traces.FindIn(journal, person)));
    }

    [Fact]
    public async Task Without_a_basis_nobody_learns_whether_a_person_is_on_record()
    {
        await using var service = await StartAsync(null);
        var question = Asking.Ask(Persons[0], "HONOUR");
        question.PersonBasis = null;
        var unknown = await RefusalAsync();
        await RecordAsync(service);
        Assert.Equal(unknown, await RefusalAsync());

        async Task<string> RefusalAsync() => $"{Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(question, cancellationToken: Stop)))}";
    }

    [Fact]
    public void A_number_is_found_in_every_form_it_could_lie_about_in() =>
        Assert.All(Traces.FormsOf(Persons[0][..17]), form => Assert.NotNull(Traces.FindIn([1, 2, 3, .. form.Pattern, 4], Persons[0])));

    private async Task<RunningService> StartAsync(RedisServer? redis, int? memoryMiB = null) => await RunningService.StartAsync(
        data: _folder.Path,
        configure: options => (options.Redis, options.Cache.MemoryMiB) = (redis?.Endpoint ?? "", memoryMiB ?? options.Cache.MemoryMiB),
        logging: builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new QueueLoggerProvider(_log, LogLevel.Trace)));

    private async Task RecordAsync(RunningService service)
    {
        var world = World.Of(static world =>
        {
            foreach (var person in Persons)
            {
                world.Registered(person, name: Name)
                    .Relation(Organisation, person, Role.LegalRep)
                    .Listed(person, "B-COURT", "2025-05-01", "2027-04-30", entry => entry.EntryId = $"E-{Array.IndexOf(Persons, person)}");
            }
        });
        foreach (var record in world.Records)
            await HearAsync(async () => await service.Registry.RecordAsync(record, cancellationToken: Stop));

        // Every kind of fact once more, about a person and as a stream; what the rules refuse of it is told by row.
        using var import = service.Registry.Import(cancellationToken: Stop);
        var batch = new ImportRequest();
        foreach (var (fact, index) in EveryFactTests.Facts.Select(static (fact, index) => (fact, index)))
        {
            batch.Facts.Add(new RecordRequest
            {
                RequestId = $"every-{index}",
                Subject = Asking.Subject(Persons[index % Persons.Length]),
                RecordedBy = new RecordedBy { DepartmentCode = "MARKET", OperatorId = "officer" },
                Fact = fact,
            });
        }

        await import.RequestStream.WriteAsync(batch, Stop);
        await import.RequestStream.CompleteAsync();
        await HearAsync(async () => await import);
    }

    private async Task AskAsync(RunningService service, string person)
    {
        var question = Asking.Ask(person, "HONOUR");
        var asked = Asking.Ask(Organisation, "HONOUR").With(person, Role.LegalRep);
        var bare = Asking.Ask(person, "HONOUR");
        bare.PersonBasis = null;
        var wrong = Asking.Ask(person, "HONOUR");
        wrong.Subject.Code = person[..17] + (person[17] == '1' ? '2' : '1');
        var named = Asking.Ask(person, "HONOUR");
        named.Subject.Name = Name;
        // A number where none belongs: in the name of an organisation, in the purpose of a consent, in a statute.
        var misplaced = asked.Clone();
        (misplaced.Subject.Name, misplaced.RelatedParties[0].Subject.Name) = ($"金砂{person}有限公司", Name);
        var consenting = named.Clone();
        consenting.PersonBasis = new PersonBasis { Consent = new Consent { Purpose = $"为{person}办理", GrantedOn = "2026-06-01", ExpiresOn = "2026-12-31" } };
        var statutory = named.Clone();
        statutory.PersonBasis = new PersonBasis { StatutoryCode = $"GPL-22 {person}" };
        foreach (var one in (CheckRequest[])[question, asked, bare, wrong, named, misplaced, consenting, statutory])
            await HearAsync(async () => await service.Verification.CheckAsync(one, cancellationToken: Stop));

        var context = question.Clone();
        context.Subject = null;
        await HearAsync(async () => await service.Verification.BatchCheckAsync(
            new BatchCheckRequest { Context = context, Subjects = { Asking.Subject(person), Asking.Subject(Organisation) } }, cancellationToken: Stop));
        using (var screen = service.Verification.Screen(cancellationToken: Stop))
        {
            await screen.RequestStream.WriteAsync(new ScreenRequest { Context = context }, Stop);
            await screen.RequestStream.WriteAsync(new ScreenRequest { Item = new ScreenItem { ItemId = "1", Subject = Asking.Subject(person) } }, Stop);
            await screen.RequestStream.CompleteAsync();
            await HearAsync(async () => await screen.ResponseStream.MoveNext(Stop) ? screen.ResponseStream.Current : null!);
        }

        using (var watch = service.Verification.Watch(new WatchRequest { Context = context, Subjects = { Asking.Subject(person) } }, cancellationToken: Stop))
            await HearAsync(async () => await watch.ResponseStream.MoveNext(Stop) ? watch.ResponseStream.Current : null!);
        await HearAsync(async () => await service.Registry.GetDossierAsync(
            new GetDossierRequest { Subject = Asking.Subject(person), PersonStatutoryCode = "GPL-22" }, cancellationToken: Stop));
        await HearAsync(async () => await service.Registry.GetDossierAsync(new GetDossierRequest { Subject = Asking.Subject(Organisation) }, cancellationToken: Stop));
        await HearAsync(async () => await service.Audit.ListAccessesAsync(
            new ListAccessesRequest { Subject = Asking.Subject(person), PersonBasis = question.PersonBasis }, cancellationToken: Stop));
        await HearAsync(async () => await service.Audit.SearchChecksAsync(new SearchChecksRequest { Subject = Asking.Subject(person) }, cancellationToken: Stop));
        await HearAsync(async () => await service.Registry.ListDueAsync(new ListDueRequest(), cancellationToken: Stop));
        using var facts = service.Registry.ReadFacts(new ReadFactsRequest(), cancellationToken: Stop);
        await HearAsync(async () => await facts.ResponseStream.MoveNext(Stop) ? facts.ResponseStream.Current : null!);
    }

    /// <summary>Redis is asked in vain while it is not connected yet, or slow, and keeps nothing then.</summary>
    private static async Task AskUntilRedisAnswersAsync(RunningService service, string person)
    {
        var hits = service.Foundation.Redis!.State.Hits;
        await RedisTier.UntilAsync(async () =>
        {
            await service.Verification.CheckAsync(Asking.Ask(person, "HONOUR"), cancellationToken: Stop);
            return service.Foundation.Redis.State.Hits > hits;
        });
    }

    /// <summary>A source's file about all of them, which lies elsewhere, as its rejected rows do; one row is wrong.</summary>
    private static async Task ImportFileAsync(RunningService service)
    {
        using var elsewhere = new TemporaryFolder();
        var file = elsewhere.File("lists.csv");
        var rows = Persons.Append("5205991980010100").Select(static person => $"{Name},{person},拖欠农民工工资,2025-02-01,2025-03-01,B-WAGE,金砂人社列〔2025〕3号,金砂县人力资源和社会保障局,暂行办法第五条,限制,期满移出,书面申请,行政复议,");
        await File.WriteAllLinesAsync(file, rows.Prepend(ImportRig.ListHeading), Stop);
        var summary = await service.Foundation.Importing.ImportAsync(
            file, new ImportOptions(), service.Foundation.Catalogs.InForceNow().Catalogue, new Verify.Domain.Recorder("MARKET", "officer"), null, Stop);
        Assert.Equal((Persons.Length + 1L, 1L), (summary.Rows, summary.Rejected));
    }

    /// <summary>What is done with an answer afterwards, what the console sends, and what a monitor reads.</summary>
    private async Task FileAsync(RunningService service, string person)
    {
        using var content = new StringContent(JsonFormatter.Default.Format(Asking.Ask(person, "HONOUR")), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var reply = await service.Http.PostAsync("verify.v1.VerificationService/Check", content, Stop);
        var metrics = await service.Http.GetStringAsync("metrics", Stop);
        Assert.Contains("# TYPE", metrics, StringComparison.Ordinal);
        _replies.Append(await reply.Content.ReadAsStringAsync(Stop)).Append(metrics).Append(await service.Http.GetStringAsync("console/", Stop));

        var answer = await service.Verification.CheckAsync(Asking.Ask(person, "HONOUR"), cancellationToken: Stop);
        await HearAsync(async () => await service.Verification.GetReceiptAsync(new GetReceiptRequest { CheckId = answer.CheckId }, cancellationToken: Stop));
        await HearAsync(async () => await service.Verification.GetReceiptAsync(
            new GetReceiptRequest { CheckId = answer.CheckId, Persons = { Asking.Subject(person) } }, cancellationToken: Stop));
        var report = new ReportOutcomeRequest { RequestId = $"report-{answer.CheckId}", CheckId = answer.CheckId, OperatorId = "officer" };
        report.Outcomes.AddRange(answer.Measures.Select(static measure => new Outcome { MeasureCode = measure.Code, Result = OutcomeResult.Executed }));
        await HearAsync(async () => await service.Verification.ReportOutcomeAsync(report, cancellationToken: Stop));
    }

    /// <summary>Keeps what came back, an answer or a refusal.</summary>
    private async Task HearAsync(Func<Task<object>> call)
    {
        try
        {
            _replies.Append(await call());
        }
        catch (RpcException refusal)
        {
            _replies.Append(refusal).Append(Errors.StatusOf(refusal));
        }
    }

    private static async Task<byte[]> DumpAsync(RedisServer redis)
    {
        using var client = await ConnectionMultiplexer.ConnectAsync(redis.Endpoint);
        await client.GetDatabase().ExecuteAsync("SAVE");
        // Disposed while open it would hold this thread until others had ended its work.
        await client.CloseAsync();
        return await File.ReadAllBytesAsync(Directory.GetFiles(redis.Folder, "*.rdb").Single(), Stop);
    }
}
