using Grpc.Core;
using Verify.Callers;
using Verify.Service.Tests.Outside;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>R0: what a caller may ask and record, and that its refusals are on record.</summary>
public sealed class PermissionTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string Person = "520599198001010014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_asks_about_its_matters_only_whether_there_are_others_or_not()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "check", static caller => caller with { Matters = ["LIC"] });

        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));
        foreach (var matter in (string[])["BID", "NO-SUCH"])
        {
            var (code, reason, metadata) = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask(A, matter), Admissions.As(key)));
            Assert.Equal((StatusCode.PermissionDenied, "MATTER_NOT_ALLOWED", matter), (code, reason, metadata["matter_code"]));
            var told = await Admissions.RefusalOf(async () => await service.Verification.GetMatterAsync(new() { MatterCode = matter }, Admissions.As(key)));
            Assert.Equal("MATTER_NOT_ALLOWED", told.Reason);
        }
    }

    [Fact]
    public async Task A_caller_asks_in_its_regions_only()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "check", static caller => caller with { Regions = ["5205", "35"] });

        await service.Verification.CheckAsync(Ask(A, "LIC", Jinsha), Admissions.As(key));
        await service.Verification.CheckAsync(Ask(A, "LIC", Fujian), Admissions.As(key));
        var (code, reason, metadata) = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask(A, "LIC", Haitang), Admissions.As(key)));
        Assert.Equal((StatusCode.PermissionDenied, "REGION_NOT_ALLOWED", Haitang), (code, reason, metadata["region_code"]));
    }

    [Fact]
    public async Task Who_may_not_ask_about_persons_may_not_name_one_anywhere()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "check audit registry.read record", static caller => caller with { Persons = false });
        var related = Ask(A, "LIC");
        related.RelatedParties.Add(new RelatedParty { Subject = Subject(Person), Role = Role.LegalRep });
        var recorded = new RecordRequest
        {
            RequestId = "r",
            Subject = Subject(Person),
            RecordedBy = new() { DepartmentCode = "LICENSING", OperatorId = "officer" },
            Fact = new() { SubjectRegistered = new() { Name = "某人" } },
        };

        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));
        foreach (var (field, call) in new (string, Func<Task>)[]
        {
            ("subject", async () => await service.Verification.CheckAsync(Ask(Person, "LIC"), Admissions.As(key))),
            ("members[1]", async () => await service.Verification.CheckAsync(Consortium("BID", A, Person), Admissions.As(key))),
            ("related_parties[0].subject", async () => await service.Verification.CheckAsync(related, Admissions.As(key))),
            ("subject", async () => await service.Registry.GetDossierAsync(new() { Subject = Subject(Person), PersonStatutoryCode = "GPL-22" }, Admissions.As(key))),
            ("subject", async () => await service.Audit.ListAccessesAsync(new() { Subject = Subject(Person), PersonBasis = new() { StatutoryCode = "GPL-22" } }, Admissions.As(key))),
            ("subject", async () => await service.Registry.RecordAsync(recorded, Admissions.As(key))),
            ("facts", async () =>
            {
                using var facts = service.Registry.ReadFacts(new(), Admissions.As(key));
                await facts.ResponseStream.MoveNext(Stop);
            }),
        })
        {
            var (code, reason, metadata) = await Admissions.RefusalOf(call);
            Assert.Equal((StatusCode.PermissionDenied, "SUBJECT_KIND_NOT_ALLOWED", field, "PERSON"), (code, reason, metadata["field"], metadata["kind"]));
        }
    }

    [Fact]
    public async Task The_past_is_for_auditors_but_for_procurement()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "check");
        var auditor = await service.AddAsync("two", "check audit");
        var past = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(service.Clock.Now.AddDays(-1));
        var (asOf, knownAt, cutOff, now) = (Ask(A, "LIC"), Ask(A, "LIC"), Ask(A, "GOVPROC"), Ask(A, "LIC"));
        (asOf.AsOf, knownAt.KnownAt, cutOff.AsOf) = (past, new KnownAt { Revision = 0 }, past);
        now.AsOf = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(service.Clock.Now.AddSeconds(-1));

        foreach (var question in (CheckRequest[])[asOf, knownAt])
        {
            var (code, reason, metadata) = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(question, Admissions.As(key)));
            Assert.Equal((StatusCode.PermissionDenied, "SCOPE_MISSING", "audit"), (code, reason, metadata["scope"]));
            await service.Verification.CheckAsync(question, Admissions.As(auditor));
        }

        await service.Verification.CheckAsync(cutOff, Admissions.As(key));
        await service.Verification.CheckAsync(now, Admissions.As(key));
    }

    [Fact]
    public async Task A_caller_records_its_kinds_of_fact_in_the_name_of_its_own_department_alone_or_in_a_stream()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "record.subject_registered record.grade_recorded");
        RecordRequest Of(string id, V1.Fact fact, string department = "LICENSING") => new()
        {
            RequestId = id, Subject = Subject(A), RecordedBy = new() { DepartmentCode = department, OperatorId = "officer" }, Fact = fact,
        };
        var registered = new V1.Fact { SubjectRegistered = new() { Name = "某公司", EstablishedOn = "2015-01-01" } };
        var listed = new V1.Fact { EntryListed = Listing("E-1", "B-COURT", "2026-01-01", "2027-01-01") };

        await service.Registry.RecordAsync(Of("1", registered), Admissions.As(key));
        var kind = await Admissions.RefusalOf(async () => await service.Registry.RecordAsync(Of("2", listed), Admissions.As(key)));
        Assert.Equal((StatusCode.PermissionDenied, "SCOPE_MISSING", "record.entry_listed"), (kind.Code, kind.Reason, kind.Metadata["scope"]));
        var other = await Admissions.RefusalOf(async () => await service.Registry.RecordAsync(Of("3", registered, "TAX"), Admissions.As(key)));
        Assert.Equal((StatusCode.PermissionDenied, "OTHER_DEPARTMENT"), (other.Code, other.Reason));

        using var import = service.Registry.Import(Admissions.As(key));
        await import.RequestStream.WriteAsync(new() { Facts = { Of("4", registered), Of("5", listed), Of("6", registered, "TAX") } }, Stop);
        await import.RequestStream.CompleteAsync();
        var tally = await import;
        Assert.Equal(1, tally.Recorded);
        Assert.Equal([(1L, ErrorReason.ScopeMissing), (2L, ErrorReason.OtherDepartment)], tally.Rejects.Select(static reject => (reject.Index, reject.Reasons[0].Reason)));
    }

    [Fact]
    public async Task The_measures_of_other_departments_are_shown_to_whoever_has_the_scope()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Listed(A, "B-COURT", "2026-01-01", "2027-01-01"));
        var department = await service.AddAsync("one", "check", static caller => caller with { DepartmentCode = "NOBODY" });
        var reader = await service.AddAsync("two", "check measure.read_all", static caller => caller with { DepartmentCode = "NOBODY" });
        var without = await service.AddAsync("three", "check", static caller => caller with { DepartmentCode = null });

        var all = (await service.Verification.CheckAsync(Ask(A, "GOVPROC"), Admissions.As(reader))).Measures.Count;
        var own = (await service.Verification.CheckAsync(Ask(A, "GOVPROC"), Admissions.As(department))).Measures.Count;
        var nobody = (await service.Verification.CheckAsync(Ask(A, "GOVPROC"), Admissions.As(without))).Measures.Count;

        Assert.True(all > own, $"{all} of all, {own} of nobody's");
        Assert.Equal(own, nobody);
    }

    [Fact]
    public async Task A_check_refused_to_a_known_caller_is_on_record_and_a_stranger_leaves_no_row()
    {
        await using var service = await RunningService.StartAsync();
        var auditor = await service.AddAsync("auditor", "audit", static caller => caller with { DepartmentCode = null });
        var narrow = await service.AddAsync("narrow", "check", static caller => caller with { DepartmentCode = "NARROW", Matters = ["LIC"] });
        var recorder = await service.AddAsync("recorder", "record", static caller => caller with { DepartmentCode = "RECORDER" });
        var gone = await service.AddAsync("gone", "check", static caller => caller with { DepartmentCode = "GONE" });
        await service.RevokeAsync("gone");

        await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(A, "BID"), Admissions.As(narrow)));
        await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(A, "BID"), Admissions.As(recorder)));
        await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.BatchCheckAsync(new() { Context = Ask(A, "BID") }, Admissions.As(gone)));
        await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(A, "BID"), Admissions.As(ApiKey.Create())));
        await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(A, "BID"), cancellationToken: Stop));

        var refusals = (await service.Audit.SearchChecksAsync(new() { RefusalsOnly = true }, Admissions.As(auditor))).Checks;
        Assert.Equal(
            [("GONE", "CALLER_UNKNOWN"), ("NARROW", "MATTER_NOT_ALLOWED"), ("RECORDER", "SCOPE_MISSING")],
            refusals.Select(static check => (check.DepartmentCode, check.Refusal)).Order());
        Assert.All(refusals, static check => Assert.Equal(("BID", "办件-1"), (check.MatterCode, check.CaseNumber)));
    }
}
