using Google.Rpc;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Import: many facts in a stream, each taken or refused by itself; sent again, the stream changes nothing.</summary>
public sealed class ImportStreamTests
{
    private const string K = "91520523MA6HQ01018";
    private const string P1 = "520599198001010014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_sent_again_changes_nothing_and_gives_the_same_revision()
    {
        await using var service = await RunningService.StartAsync();
        var records = World.Of(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").ObjectionAccepted(K, "B-WAGE", "2026-06-10T09:00")).Records;

        var before = await service.Foundation.Store.ReadRevisionAsync(Stop);
        var first = await ImportAsync(service, records.Chunk(2));
        Assert.Equal((5, 5, 0, 0, before + 5), (first.Received, first.Recorded, first.Repeated, first.Rejected, first.LastRevision));

        var again = await ImportAsync(service, records.Chunk(3));
        Assert.Equal((5, 0, 5, 0, before + 5), (again.Received, again.Recorded, again.Repeated, again.Rejected, again.LastRevision));
        Assert.Equal(before + 5, await service.Foundation.Store.ReadRevisionAsync(Stop));
    }

    [Fact]
    public async Task What_Record_took_is_a_repetition_for_Import()
    {
        await using var service = await RunningService.StartAsync();
        var records = World.Of(static world => world.Registered(K)).Records;
        await service.Registry.RecordAsync(records[0], cancellationToken: Stop);

        var imported = await ImportAsync(service, [records]);
        Assert.Equal((records.Count - 1, 1), ((int)imported.Recorded, (int)imported.Repeated));
    }

    [Fact]
    public async Task A_fact_that_is_refused_comes_back_with_its_position_and_every_reason_and_keeps_no_other_out()
    {
        await using var service = await RunningService.StartAsync();
        var records = World.Of(static world => world.Registered(K).Listed(P1, "B-COURT", "2025-05-01", "2027-04-30")).Records;
        var bare = Draft("bare", new Fact { EntryListed = new EntryListed { EntryId = "E-1", ListKind = "B-WAGE", StartOn = "2025-13-01" } });
        bare.Subject.Code = "91520523MABHQ0013R";
        var repaired = Draft("no such entry", new Fact { RepairFiled = new RepairFiled { EntryId = "E-9" } });
        var person = Draft("", new Fact());
        person.Subject = Asking.Subject(P1[..17] + "5");

        var response = await ImportAsync(service, [[records[0], bare], [], [repaired, person], [.. records.Skip(1)]]);

        Assert.Equal((records.Count + 3, records.Count, 3), ((int)response.Received, (int)response.Recorded, (int)response.Rejected));
        Assert.Equal([(1, "bare"), (2, "no such entry"), (3, "")], response.Rejects.Select(static reject => ((int)reject.Index, reject.RequestId)));
        Assert.Equal(
            [
                "INVALID_CODE subject.code", "INVALID_FIELD fact.entry_listed.decision_document", "INVALID_FIELD fact.entry_listed.end_on",
                "INVALID_FIELD fact.entry_listed.legal_basis", "INVALID_FIELD fact.entry_listed.measure_hints",
                "INVALID_FIELD fact.entry_listed.reason", "INVALID_FIELD fact.entry_listed.remedies",
                "INVALID_FIELD fact.entry_listed.removal_conditions", "INVALID_FIELD fact.entry_listed.removal_procedure",
                "INVALID_FIELD fact.entry_listed.start_on",
            ],
            response.Rejects[0].Reasons.Select(static reason => $"{Name(reason.Reason)} {reason.Field}").Order(StringComparer.Ordinal));
        Assert.Equal("Q", response.Rejects[0].Reasons.Single(static reason => reason.Reason == ErrorReason.InvalidCode).Metadata["expected_check"]);

        var missing = Assert.Single(response.Rejects[1].Reasons);
        Assert.Equal((ErrorReason.NotFound, "entry", "E-9"), (missing.Reason, missing.Metadata["kind"], missing.Metadata["id"]));
        Assert.Contains(response.Rejects[2].Reasons, static reason => reason.Field == "request_id");
        Assert.DoesNotContain(P1[..17], response.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_fact_of_a_batch_builds_on_an_earlier_one()
    {
        await using var service = await RunningService.StartAsync();
        var records = World.Of(static world => world.PreNotified(K, "B-STAT", "2026-06-01T09:00")).Records;
        Assert.Equal(0, (await ImportAsync(service, [records])).Rejected);

        var skipped = await ImportAsync(service, [[Draft("skipping", new Fact { EntryAdvanced = new EntryAdvanced { EntryId = "B-STAT@1018", To = EntryState.Removed } })]]);
        var reason = Assert.Single(Assert.Single(skipped.Rejects).Reasons);
        Assert.Equal(
            (ErrorReason.IllegalTransition, "PRE_NOTIFIED", "LISTED, DROPPED"), (reason.Reason, reason.Metadata["state"], reason.Metadata["allowed"]));
    }

    [Fact]
    public async Task The_same_id_with_another_body_is_a_reject()
    {
        await using var service = await RunningService.StartAsync();
        var synced = Draft("r", new Fact { SourceSynced = new SourceSynced { Source = "COURT" } });
        var other = Draft("r", new Fact { SourceSynced = new SourceSynced { Source = "TAX" } });
        var response = await ImportAsync(service, [[synced, other, synced]]);
        Assert.Equal((1, 1, 1), (response.Recorded, response.Repeated, response.Rejected));
        Assert.Equal(ErrorReason.RequestIdReused, response.Rejects[0].Reasons[0].Reason);
    }

    [Fact]
    public async Task One_fact_over_the_limit_of_a_batch_ends_the_stream_and_what_was_recorded_stays()
    {
        await using var service = await RunningService.StartAsync();
        var full = Enumerable.Range(0, 1_000).Select(static i => Grade($"g-{i}")).ToArray();
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(
            () => ImportAsync(service, [full, [.. full, Grade("g-1000")]])));
        var info = refused.GetDetail<ErrorInfo>()!;
        Assert.Equal(((int)StatusCode.InvalidArgument, "LIMIT_EXCEEDED"), (refused.Code, info.Reason));
        Assert.Equal(("1000", "1001"), (info.Metadata["limit"], info.Metadata["given"]));
        Assert.Equal("facts", refused.GetDetail<BadRequest>()!.FieldViolations.Single().Field);

        var again = await ImportAsync(service, [full, [Grade("g-1000")]]);
        Assert.Equal((1, 1_000), (again.Recorded, again.Repeated));
    }

    [Fact]
    public async Task Every_reject_is_counted_and_the_first_thousand_are_told()
    {
        await using var service = await RunningService.StartAsync();
        var wrong = Enumerable.Range(0, 1_001).Select(static i => Draft($"w-{i}", new Fact())).ToArray();
        var response = await ImportAsync(service, [wrong[..1_000], [wrong[1_000]]]);
        Assert.Equal((1_001, 1_000), (response.Rejected, response.Rejects.Count));
        Assert.Equal(999, response.Rejects[^1].Index);
    }

    [Fact]
    public async Task An_empty_stream_is_answered()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(new ImportResponse(), await ImportAsync(service, []));
    }

    [Fact]
    public async Task A_store_that_goes_away_ends_the_stream_and_the_batches_before_stay()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "verify.db");
        await using var service = await RunningService.StartAsync(database: $"Data Source={file}");
        var revision = await service.Foundation.Store.ReadRevisionAsync(Stop);
        using var call = service.Registry.Import(cancellationToken: Stop);
        await call.RequestStream.WriteAsync(new ImportRequest { Facts = { Grade("before") } }, Stop);
        while (await service.Foundation.Store.ReadRevisionAsync(Stop) == revision)
            await Task.Yield();

        await using (var locked = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await locked.OpenAsync(Stop);
            using var command = locked.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            await call.RequestStream.WriteAsync(new ImportRequest { Facts = { Grade("meanwhile") } }, Stop);
            await call.RequestStream.CompleteAsync();
            var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync));
            Assert.Equal((int)StatusCode.Unavailable, refused.Code);
            Assert.Equal("STORE_UNAVAILABLE", refused.GetDetail<ErrorInfo>()!.Reason);
            Assert.NotNull(refused.GetDetail<RetryInfo>());
        }

        var again = await ImportAsync(service, [[Grade("before"), Grade("meanwhile")]]);
        Assert.Equal((1, 1), (again.Recorded, again.Repeated));
    }

    internal static async Task<ImportResponse> ImportAsync(RunningService service, IEnumerable<IReadOnlyList<RecordRequest>> batches)
    {
        using var call = service.Registry.Import(cancellationToken: Stop);
        foreach (var batch in batches)
            await call.RequestStream.WriteAsync(new ImportRequest { Facts = { batch } }, Stop);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    private static RecordRequest Grade(string requestId) =>
        Draft(requestId, new Fact { GradeRecorded = new GradeRecorded { Source = "综合评价", Grade = V1.Grade.Good, GradedOn = "2026-01-01" } });

    private static RecordRequest Draft(string requestId, Fact fact) => new()
    {
        RequestId = requestId,
        Subject = Asking.Subject(K),
        RecordedBy = new RecordedBy { DepartmentCode = "HRSS", OperatorId = "clerk" },
        Fact = fact,
    };

    private static string Name(ErrorReason reason) => Transport.WireNames.Of(reason);
}
