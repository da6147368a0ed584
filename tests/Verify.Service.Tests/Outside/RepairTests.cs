using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.Catalogs;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Repair under the default catalogue's rules: those in force on the day of the application (FJ-27).</summary>
public sealed class RepairTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    // Order 58 knows no classes, three months for all and a year in safety fields; order 36, from 2026-04-01, has three classes.
    [Theory]
    [InlineData("2026-01-10", Severity.Serious, "", "2026-03-31", "2026-04-10", "NDRC-58", "国家发展改革委令第58号")]
    [InlineData("2026-01-10", Severity.Serious, "", "2026-04-10", "2027-01-10", "NDRC-36", "国家发展改革委令第36号、国办发〔2025〕22号")]
    [InlineData("2026-01-10", Severity.General, "", "2026-04-09", "2026-04-10", "NDRC-36", "国家发展改革委令第36号、国办发〔2025〕22号")]
    [InlineData("2026-01-10", Severity.Unspecified, "", "2026-04-09", "2026-04-10", "NDRC-36", "国家发展改革委令第36号、国办发〔2025〕22号")]
    [InlineData("2025-11-30", Severity.Minor, "", "2026-02-27", "2026-02-28", "NDRC-58", "国家发展改革委令第58号")]
    [InlineData("2025-06-01", Severity.General, "FOOD_DRUG", "2026-03-31", "2026-06-01", "NDRC-58", "国家发展改革委令第58号")]
    public async Task A_penalty_is_repaired_no_earlier_than_the_rules_of_the_day_allow(
        string decidedOn, Severity severity, string field, string filedOn, string firstDay, string rule, string article)
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "penalty", null, Penalty("P-1", decidedOn, severity, field));

        var refused = await RefusedAsync(service, "filed", filedOn, new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1" } });
        Assert.Equal((int)StatusCode.FailedPrecondition, refused.Code);
        var info = refused.GetDetail<ErrorInfo>()!;
        Assert.Equal("REPAIR_TOO_EARLY", info.Reason);
        Assert.Equal(
            ("penalty", "P-1", rule, article, firstDay),
            (info.Metadata["kind"], info.Metadata["id"], info.Metadata["rule"], info.Metadata["article"], info.Metadata["first_day"]));
        Assert.Contains(firstDay, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-14", Severity.Minor, "", "2026-06-14")]
    [InlineData("2026-03-15", Severity.General, "FOOD_DRUG", "2026-06-15")]
    [InlineData("2025-06-15", Severity.Serious, "", "2026-06-15")]
    [InlineData("2025-11-30", Severity.Serious, "", "2026-02-28")]
    public async Task On_its_first_day_it_is(string decidedOn, Severity severity, string field, string filedOn)
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "penalty", null, Penalty("P-1", decidedOn, severity, field));
        await RecordAsync(service, "filed", filedOn, new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1", Steps = { RepairStep.Training } } });
        await RecordAsync(service, "decided", filedOn, new Fact { RepairDecided = new RepairDecided { PenaltyId = "P-1", Granted = true } });
    }

    [Fact]
    public async Task An_application_of_March_is_decided_by_the_rules_of_March()
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "penalty", null, Penalty("P-1", "2025-12-01", Severity.Serious));
        await RecordAsync(service, "filed", "2026-03-20", new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1" } });
        await RecordAsync(service, "decided", "2026-04-20", new Fact { RepairDecided = new RepairDecided { PenaltyId = "P-1", Granted = true } });
    }

    [Fact]
    public async Task What_was_never_applied_for_is_not_granted_early()
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "penalty", null, Penalty("P-1", "2026-06-01", Severity.General));
        Assert.Equal("REPAIR_TOO_EARLY", Reason(await RefusedAsync(
            service, "decided", "2026-06-10", new Fact { RepairDecided = new RepairDecided { PenaltyId = "P-1", Granted = true } })));
    }

    [Fact]
    public async Task An_entry_is_repaired_no_earlier_than_its_list_allows_by_whatever_fact()
    {
        await using var service = await StartAsync();
        await ListAsync(service, "B-WORKSAFE", "2025-08-01");
        foreach (var fact in new[]
        {
            new Fact { RepairFiled = new RepairFiled { EntryId = "B-WORKSAFE@1018" } },
            new Fact { EntryAdvanced = new EntryAdvanced { EntryId = "B-WORKSAFE@1018", To = EntryState.RepairPending } },
        })
        {
            var info = (await RefusedAsync(service, "filed", "2026-06-15", fact)).GetDetail<ErrorInfo>()!;
            Assert.Equal(
                ("REPAIR_TOO_EARLY", "entry", "B-WORKSAFE", "2026-08-01"),
                (info.Reason, info.Metadata["kind"], info.Metadata["rule"], info.Metadata["first_day"]));
        }
    }

    [Fact]
    public async Task An_entry_past_its_shortest_publicity_is_repaired()
    {
        await using var service = await StartAsync();
        await ListAsync(service, "B-WORKSAFE", "2025-06-15");
        await RecordAsync(service, "filed", "2026-06-15", new Fact
        {
            RepairFiled = new RepairFiled { EntryId = "B-WORKSAFE@1018", Steps = { RepairStep.Commitment, RepairStep.CreditReport } },
        });
        await RecordAsync(service, "granted", null, new Fact { RepairDecided = new RepairDecided { EntryId = "B-WORKSAFE@1018", Granted = true } });
        var dossier = await service.Registry.GetDossierAsync(new GetDossierRequest { Subject = Asking.Subject(K) }, cancellationToken: Stop);
        Assert.Equal(EntryState.Repaired, dossier.Entries.Single().State);
        Assert.Contains(dossier.Facts, static fact => fact.Fact.RepairFiled?.Steps.SequenceEqual([RepairStep.Commitment, RepairStep.CreditReport]) == true);
    }

    [Fact]
    public async Task After_false_material_nothing_of_the_subject_is_applied_for_until_the_bar_is_over()
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "penalty", null, Penalty("P-1", "2025-01-01", Severity.General));
        await ListAsync(service, "B-WORKSAFE", "2024-06-01");
        await RecordAsync(service, "filed", "2026-05-04", new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1" } });
        await RecordAsync(service, "refused", "2026-05-11", new Fact { RepairDecided = new RepairDecided { PenaltyId = "P-1", FalseMaterial = true } });

        foreach (var target in new[] { new RepairFiled { PenaltyId = "P-1" }, new RepairFiled { EntryId = "B-WORKSAFE@1018" } })
        {
            var info = (await RefusedAsync(service, "again", "2026-06-01", new Fact { RepairFiled = target })).GetDetail<ErrorInfo>()!;
            Assert.Equal(("REPAIR_TOO_EARLY", "NDRC-36", "2029-05-11"), (info.Reason, info.Metadata["rule"], info.Metadata["first_day"]));
        }
    }

    [Fact]
    public async Task An_application_that_was_refused_without_false_material_may_come_again()
    {
        await using var service = await StartAsync();
        await RecordAsync(service, "penalty", null, Penalty("P-1", "2025-01-01", Severity.General));
        await RecordAsync(service, "filed", "2026-05-04", new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1" } });
        await RecordAsync(service, "refused", "2026-05-11", new Fact { RepairDecided = new RepairDecided { PenaltyId = "P-1" } });
        await RecordAsync(service, "again", "2026-06-01", new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1" } });
    }

    [Fact]
    public async Task Repair_is_not_granted_on_false_material()
    {
        await using var service = await StartAsync();
        var refused = await RefusedAsync(
            service, "granted", null, new Fact { RepairDecided = new RepairDecided { PenaltyId = "P-1", Granted = true, FalseMaterial = true } });
        Assert.Equal("fact.repair_decided.false_material", refused.GetDetail<BadRequest>()!.FieldViolations.Single().Field);
    }

    [Fact]
    public async Task A_catalogue_without_repair_rules_sets_no_limits()
    {
        await using var service = await RunningService.StartAsync();
        await ListAsync(service, "B-STAT", "2026-06-14");
        await RecordAsync(service, "penalty", null, Penalty("P-1", "2026-06-14", Severity.Serious));
        await RecordAsync(service, "filed", null, new Fact { RepairFiled = new RepairFiled { EntryId = "B-STAT@1018" } });
        await RecordAsync(service, "penalty filed", null, new Fact { RepairFiled = new RepairFiled { PenaltyId = "P-1" } });
    }

    [Fact]
    public async Task The_rules_are_told_with_the_catalogue()
    {
        await using var service = await StartAsync();
        var rules = (await service.Catalog.GetCatalogAsync(new GetCatalogRequest(), cancellationToken: Stop)).RepairRules;
        Assert.Equal(
            ["NDRC-58 Unspecified 3", "NDRC-58 Unspecified 12", "NDRC-36 Minor 0", "NDRC-36 General 3", "NDRC-36 Serious 12"],
            rules.Select(static rule => $"{rule.RuleSet} {rule.Severity} {rule.MinPublicityMonths}"));
        Assert.Equal(("2026-04-01", "", 36), (rules[^1].InForceFrom, rules[^1].InForceTo, rules[^1].MaxPublicityMonths));
    }

    private static Task<RunningService> StartAsync() => RunningService.StartAsync(RepositoryCatalogs.DefaultFolder);

    private static async Task ListAsync(RunningService service, string kind, string start)
    {
        var records = World.Of(world => world.Listed(K, kind, start, DateOnly.Parse(start, null).AddYears(3).AddDays(-1).ToString("O"))).Records;
        foreach (var record in records.Where(static record => record.Subject is not null))
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
    }

    private static Fact Penalty(string id, string decidedOn, Severity severity, string field = "") => new()
    {
        PenaltyRecorded = new PenaltyRecorded { PenaltyId = id, Types_ = { PenaltyType.Fine }, FineYuan = 50_000, DecidedOn = decidedOn, Severity = severity, Field = field },
    };

    private static RecordRequest Request(string id, string? day, Fact fact) => new()
    {
        RequestId = id,
        Subject = Asking.Subject(K),
        RecordedBy = new RecordedBy { DepartmentCode = "CREDIT", OperatorId = "clerk" },
        OccurredAt = day is null ? null : DateTimeOffset.Parse($"{day}T09:00:00+08:00", null).ToTimestamp(),
        Fact = fact,
    };

    private static async Task RecordAsync(RunningService service, string id, string? day, Fact fact) =>
        await service.Registry.RecordAsync(Request(id, day, fact), cancellationToken: Stop);

    private static async Task<Google.Rpc.Status> RefusedAsync(RunningService service, string id, string? day, Fact fact) =>
        Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(() => RecordAsync(service, id, day, fact)));

    private static string Reason(Google.Rpc.Status status) => status.GetDetail<ErrorInfo>()!.Reason;
}
