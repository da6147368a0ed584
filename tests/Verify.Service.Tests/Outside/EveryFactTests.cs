using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Every fact of the contract goes in through Record and comes back through GetDossier as it went in.</summary>
public sealed class EveryFactTests
{
    private const string K = "91520523MA6HQ01018";
    private const string T = "91520523MA6HQ01873";
    private const string P1 = "520599198001010014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    internal static readonly Fact[] Facts =
    [
        new() { SubjectRegistered = new SubjectRegistered { Name = "金砂县宏达建筑工程有限公司", EstablishedOn = "2015-01-01", FormerNames = { "宏达" }, SubjectClass = "91" } },
        new() { RelationRecorded = new RelationRecorded { Person = Asking.Subject(T), Role = Role.Shareholder, From = "2020-01-01", To = "2025-12-31" } },
        new() { GradeRecorded = new GradeRecorded { Source = "综合评价", Grade = Grade.Fair, GradedOn = "2026-01-01" } },
        new() { EntryProposed = new EntryProposed { EntryId = "E-1", ListKind = "B-WAGE", Reason = "拖欠工资" } },
        new() { EntryPreNotified = new EntryPreNotified { EntryId = "E-1" } },
        new() { EntryListed = Listing("E-1") },
        new() { LocalVerificationDecided = new LocalVerificationDecided { EntryId = "E-1", Confirmed = true } },
        new() { ObjectionFiled = new ObjectionFiled { EntryId = "E-1", Grounds = "已付清" } },
        new() { ObjectionAccepted = new ObjectionAccepted { EntryId = "E-1" } },
        new() { ObjectionDecided = new ObjectionDecided { EntryId = "E-1", Outcome = ObjectionOutcome.UpheldCorrected, Correction = Listing("E-1", "2027-05-31") } },
        new() { LeniencyConfirmed = new LeniencyConfirmed { EntryId = "E-1", Leniency = Leniency.SelfCorrected } },
        new() { InterviewHeld = new InterviewHeld { Kind = InterviewKind.Warn, EntryId = "E-1", Record = "限期支付", Publish = true } },
        new() { RepairFiled = new RepairFiled { EntryId = "E-1", Steps = { RepairStep.Rectification, RepairStep.PublicWelfare } } },
        new() { RepairDecided = new RepairDecided { EntryId = "E-1", Reason = "材料虚假", FalseMaterial = true } },
        new() { EntryAdvanced = new EntryAdvanced { EntryId = "E-1", To = EntryState.Removed, Reason = "标准变化" } },
        new() { PenaltyRecorded = new PenaltyRecorded { PenaltyId = "P-1", Types_ = { PenaltyType.Fine, PenaltyType.Confiscation }, FineYuan = 20_000, DecidedOn = "2026-05-01", Severity = Severity.Minor, Authority = "市场监督管理局", Reason = "无证经营", Field = "FOOD_DRUG" } },
        new() { RepairFiled = new RepairFiled { PenaltyId = "P-1" } },
        new() { RepairDecided = new RepairDecided { PenaltyId = "P-1", Granted = true, Reason = "符合条件" } },
        new() { CommitmentMade = new CommitmentMade { CommitmentId = "C-1", Type = CommitmentType.ApprovalSubstituting, CaseNumber = "办件-1", MatterCode = "LIC", DueOn = "2026-06-12" } },
        new() { CommitmentExtended = new CommitmentExtended { CommitmentId = "C-1", DueOn = "2026-06-20" } },
        new() { CommitmentBreached = new CommitmentBreached { CommitmentId = "C-1", BreachedOn = "2026-06-11" } },
        new() { CommitmentCured = new CommitmentCured { CommitmentId = "C-1" } },
        new() { CommitmentMade = new CommitmentMade { CommitmentId = "C-2", Type = CommitmentType.Proactive, DueOn = "2026-06-12" } },
        new() { CommitmentFulfilled = new CommitmentFulfilled { CommitmentId = "C-2" } },
        new() { ActDecided = new ActDecided { ActId = "许-1", Kind = ActKind.Reward, DecidedOn = "2026-06-01", Authority = "县政府", Title = "表彰" } },
        new() { ActPublished = new ActPublished { ActId = "许-1", PublishedOn = "2026-06-03", Channel = "信用中国" } },
    ];

    [Fact]
    public async Task What_is_recorded_is_read_back_as_it_was()
    {
        await using var service = await RunningService.StartAsync();
        for (var i = 0; i < Facts.Length; i++)
            await service.Registry.RecordAsync(Request($"r-{i}", Facts[i], i), cancellationToken: Stop);

        var dossier = await service.Registry.GetDossierAsync(new GetDossierRequest { Subject = Asking.Subject(K) }, cancellationToken: Stop);
        Assert.Equal(Facts.Select(static fact => JsonFormatter.Default.Format(fact)), dossier.Facts.Select(static fact => JsonFormatter.Default.Format(fact.Fact)));
    }

    [Fact]
    public async Task A_person_s_entry_that_an_organisation_s_decision_names_is_read_back_and_a_source_heard_from_is_taken()
    {
        await using var service = await RunningService.StartAsync();
        var listing = Listing("E-2");
        listing.Origin = new EntryOrigin { Organisation = Asking.Subject(T), Role = Role.DirectlyLiable, NamedInDecision = true };
        var request = Request("person", new Fact { EntryListed = listing }, 0);
        request.Subject = Asking.Subject(P1);
        await service.Registry.RecordAsync(request, cancellationToken: Stop);
        var dossier = await service.Registry.GetDossierAsync(
            new GetDossierRequest { Subject = Asking.Subject(P1), PersonStatutoryCode = "GPL-22" }, cancellationToken: Stop);
        Assert.Equal(listing, Assert.Single(dossier.Facts).Fact.EntryListed);

        var synced = Request("synced", new Fact { SourceSynced = new SourceSynced { Source = "COURT" } }, 0);
        synced.Subject = null;
        Assert.Equal(dossier.Revision + 1, (await service.Registry.RecordAsync(synced, cancellationToken: Stop)).Revision);
    }

    /// <summary>A fact that is added to the contract is added here; the publication of a catalogue is only read.</summary>
    [Fact]
    public void No_fact_of_the_contract_is_left_out() =>
        Assert.Equal(
            System.Enum.GetValues<Fact.FactOneofCase>()
                .Except([Fact.FactOneofCase.None, Fact.FactOneofCase.SourceSynced, Fact.FactOneofCase.CatalogPublished]),
            Facts.Select(static fact => fact.FactCase).Distinct().Order());

    private static EntryListed Listing(string id, string end = "2028-05-31") => new()
    {
        EntryId = id,
        ListKind = "B-WAGE",
        Recogniser = "人力资源和社会保障局",
        DecisionDocument = "决〔2026〕1号",
        Reason = "拖欠工资",
        LegalBasis = { "保障农民工工资支付条例第四十八条" },
        MeasureHints = "招投标限制",
        RemovalConditions = "付清工资",
        RemovalProcedure = "申请移出",
        Remedies = "行政复议",
        OccurredOn = "2026-05-01",
        DecidedOn = "2026-05-20",
        StartOn = "2026-06-01",
        EndOn = end,
        Severity = Severity.Serious,
        Leniency = Leniency.Slight,
        Scope = "52",
        LocalVerificationRequired = true,
    };

    // One minute after another, so that each builds on the one before.
    private static RecordRequest Request(string id, Fact fact, int minute) => new()
    {
        RequestId = id,
        Subject = Asking.Subject(K),
        RecordedBy = new RecordedBy { DepartmentCode = "HRSS", OperatorId = "clerk" },
        DocumentNumber = "文〔2026〕1号",
        OccurredAt = new DateTimeOffset(2026, 6, 10, 9, minute, 0, TimeSpan.FromHours(8)).ToTimestamp(),
        Fact = fact,
    };
}
