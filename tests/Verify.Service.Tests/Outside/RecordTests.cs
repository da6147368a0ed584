using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Record and GetDossier: what is acknowledged stands for ever, what is refused changes nothing.</summary>
public sealed class RecordTests
{
    private const string K = "91520523MA6HQ01018";
    private const string T = "91520523MA6HQ01873";
    private const string P1 = "520599198001010014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_is_recorded_once_and_another_body_under_its_id_is_refused()
    {
        await using var service = await RunningService.StartAsync();
        var record = World.Of(static world => world.Registered(K)).Records[0];
        var first = await service.Registry.RecordAsync(record, cancellationToken: Stop);
        var again = await service.Registry.RecordAsync(record, cancellationToken: Stop);
        Assert.Equal(first.Revision, again.Revision);

        record.Fact.SubjectRegistered.Name = "另一个名称";
        var refused = await RefusedAsync(service, record);
        Assert.Equal(("REQUEST_ID_REUSED", (int)StatusCode.AlreadyExists), (Reason(refused), refused.Code));
        Assert.Equal(first.Revision, (await DossierAsync(service, K)).Revision);
    }

    [Fact]
    public async Task A_black_entry_without_the_five_parts_is_refused_naming_each_and_changes_nothing()
    {
        await using var service = await RunningService.StartAsync();
        var bare = new RecordRequest
        {
            RequestId = "r",
            Subject = Asking.Subject(K),
            RecordedBy = new RecordedBy { DepartmentCode = "HRSS", OperatorId = "clerk" },
            Fact = new Fact { EntryListed = new EntryListed { EntryId = "E-1", ListKind = "B-WAGE", StartOn = "2025-03-01" } },
        };
        var refused = await RefusedAsync(service, bare);
        var fields = refused.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field["fact.entry_listed.".Length..]).Order();
        Assert.Equal(
            ["decision_document", "end_on", "legal_basis", "measure_hints", "reason", "remedies", "removal_conditions", "removal_procedure"], fields);
        Assert.Empty((await DossierAsync(service, K)).Facts);
    }

    [Theory]
    [InlineData("B-STAT", EntryState.PreNotified, EntryState.Listed, EntryState.Dropped)]
    public async Task A_move_that_the_state_machine_does_not_know_names_the_state_and_the_moves_allowed(
        string kind, EntryState state, params EntryState[] allowed)
    {
        await using var service = await RunningService.StartAsync();
        foreach (var record in World.Of(world => world.PreNotified(K, kind, "2026-06-01T09:00")).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);

        var refused = await RefusedAsync(service, Advance(K, $"{kind}@1018", EntryState.Removed));
        Assert.Equal((int)StatusCode.FailedPrecondition, refused.Code);
        var info = refused.GetDetail<ErrorInfo>()!;
        Assert.Equal("ILLEGAL_TRANSITION", info.Reason);
        Assert.Equal("PRE_NOTIFIED", info.Metadata["state"]);
        Assert.Equal("LISTED, DROPPED", info.Metadata["allowed"]);

        var entry = Assert.Single((await DossierAsync(service, K)).Entries);
        Assert.Equal(state, entry.State);
        Assert.Equal(allowed, entry.AllowedMoves);
    }

    [Fact]
    public async Task Repair_is_filed_before_it_is_decided()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var record in World.Of(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29")).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        var decided = Advance(K, "B-WAGE@1018", EntryState.Repaired);
        decided.Fact = new Fact { RepairDecided = new RepairDecided { EntryId = "B-WAGE@1018", Granted = true } };
        Assert.Equal("ILLEGAL_TRANSITION", Reason(await RefusedAsync(service, decided)));
    }

    [Fact]
    public async Task Identifiers_that_begin_or_end_with_a_blank_are_refused()
    {
        await using var service = await RunningService.StartAsync();
        var record = new RecordRequest(Advance(K, "B-WAGE@1018 ", EntryState.Removed)) { RequestId = "\u3000r-1" };

        var refused = await RefusedAsync(service, record);

        Assert.Equal("fact.entry_advanced.entry_id,request_id", string.Join(',', refused.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_fact_of_the_future_is_refused()
    {
        await using var service = await RunningService.StartAsync();
        var record = World.Of(static world => world.Registered(K)).Records[0];
        record.OccurredAt = service.Clock.Now.AddSeconds(1).ToTimestamp();
        Assert.Equal("FUTURE_INSTANT", Reason(await RefusedAsync(service, record)));
    }

    [Fact]
    public async Task A_person_in_a_dossier_is_masked_and_asked_about_only_on_a_basis()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var record in World.Of(static world => world.Relation(T, P1, Role.LegalRep).Listed(P1, "B-COURT", "2025-05-01", "2027-04-30")).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);

        var organisation = await DossierAsync(service, T);
        Assert.Equal(T, organisation.Code);
        Assert.DoesNotContain(P1, organisation.ToString(), StringComparison.Ordinal);
        Assert.Contains(organisation.Facts, static fact => fact.Fact.RelationRecorded?.Person.Code.EndsWith('4') == true);

        var person = await service.Registry.GetDossierAsync(
            new GetDossierRequest { Subject = Asking.Subject(P1), PersonStatutoryCode = "GPL-22" }, cancellationToken: Stop);
        Assert.Single(person.Entries);
        Assert.DoesNotContain(P1, person.ToString(), StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.GetDossierAsync(
            new GetDossierRequest { Subject = Asking.Subject(P1) }, cancellationToken: Stop));
        Assert.Equal("CONSENT_INVALID", Reason(Errors.StatusOf(refused)));
    }

    [Fact]
    public async Task A_dossier_is_given_as_of_any_revision()
    {
        await using var service = await RunningService.StartAsync();
        var records = World.Of(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").ObjectionAccepted(K, "B-WAGE", "2026-06-10T09:00")).Records;
        var revisions = new List<long>();
        foreach (var record in records)
            revisions.Add((await service.Registry.RecordAsync(record, cancellationToken: Stop)).Revision);

        var before = await service.Registry.GetDossierAsync(
            new GetDossierRequest { Subject = Asking.Subject(K), KnownAt = new KnownAt { Revision = revisions[1] } }, cancellationToken: Stop);
        Assert.Equal((revisions[1], EntryState.Listed), (before.Revision, before.Entries.Single().State));
        Assert.Equal(EntryState.UnderObjection, (await DossierAsync(service, K)).Entries.Single().State);
    }

    private static RecordRequest Advance(string code, string entryId, EntryState to) => new()
    {
        RequestId = $"advance-{entryId}-{to}",
        Subject = Asking.Subject(code),
        RecordedBy = new RecordedBy { DepartmentCode = "HRSS", OperatorId = "clerk" },
        Fact = new Fact { EntryAdvanced = new EntryAdvanced { EntryId = entryId, To = to } },
    };

    private static async Task<GetDossierResponse> DossierAsync(RunningService service, string code) =>
        await service.Registry.GetDossierAsync(new GetDossierRequest { Subject = Asking.Subject(code) }, cancellationToken: Stop);

    private static async Task<Google.Rpc.Status> RefusedAsync(RunningService service, RecordRequest record) =>
        Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.RecordAsync(record, cancellationToken: Stop)));

    private static string Reason(Google.Rpc.Status status) => status.GetDetail<ErrorInfo>()!.Reason;
}
