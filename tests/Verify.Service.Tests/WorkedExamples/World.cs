using Google.Protobuf.WellKnownTypes;
using Verify.V1;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>
/// What the registry holds in an example, as the calls of Record that put it there. Unless an example says otherwise, every subject
/// is registered and was established on 2015-01-01, and every source was heard from this morning.
/// </summary>
internal sealed class World
{
    private readonly List<RecordRequest> _records = [];
    private readonly HashSet<string> _registered = [];
    private int _next;

    public IReadOnlyList<RecordRequest> Records => _records;

    public static World Of(Action<World> given)
    {
        var world = new World();
        given(world);
        foreach (var (source, hours) in new[] { ("COURT", 2), ("TAX", 2) })
        {
            if (!world._registered.Contains("source " + source))
                world.Synced(source, $"2026-06-15T0{10 - hours}:00");
        }

        return world;
    }

    public World Registered(string code, string established = "2015-01-01", string name = "")
    {
        _registered.Add(code);
        return Record(code, null, new Fact
        {
            SubjectRegistered = new SubjectRegistered { Name = name.Length > 0 ? name : $"登记名称{code[^4..]}", EstablishedOn = code.StartsWith("5205991", StringComparison.Ordinal) || code.StartsWith("5205992", StringComparison.Ordinal) ? "" : established },
        });
    }

    /// <summary>Registers the subject unless the example did.</summary>
    public World Known(string code) => _registered.Contains(code) ? this : Registered(code);

    public World Listed(string code, string kind, string start, string end, Action<EntryListed>? with = null) =>
        Known(code).List(code, kind, start, end, with);

    /// <summary>Lists a subject that is registered already, or never.</summary>
    public World List(string code, string kind, string start, string end, Action<EntryListed>? with = null)
    {
        var listed = Asking.Listing($"{kind}@{code[^4..]}", kind, start, end);
        listed.DecisionDocument = $"决〔2025〕{++_next}号";
        with?.Invoke(listed);
        return Record(code, null, new Fact { EntryListed = listed });
    }

    public World ObjectionFiled(string code, string kind, string at) =>
        Record(code, at, new Fact { ObjectionFiled = new ObjectionFiled { EntryId = EntryId(code, kind), Grounds = "理由" } });

    public World ObjectionAccepted(string code, string kind, string at) =>
        Record(code, at, new Fact { ObjectionAccepted = new ObjectionAccepted { EntryId = EntryId(code, kind) } });

    public World ObjectionDecided(string code, string kind, string at, ObjectionOutcome outcome) =>
        Record(code, at, new Fact { ObjectionDecided = new ObjectionDecided { EntryId = EntryId(code, kind), Outcome = outcome } });

    public World Repaired(string code, string kind, string filedAt, string decidedAt) =>
        RepairFiled(code, kind, filedAt).RepairDecided(code, kind, decidedAt);

    public World RepairFiled(string code, string kind, string at) =>
        Record(code, at, new Fact { RepairFiled = new RepairFiled { EntryId = EntryId(code, kind) } });

    public World RepairDecided(string code, string kind, string at) =>
        Record(code, at, new Fact { RepairDecided = new RepairDecided { EntryId = EntryId(code, kind), Granted = true } });

    public World PreNotified(string code, string kind, string at)
    {
        Known(code);
        return Record(code, at, new Fact { EntryProposed = new EntryProposed { EntryId = EntryId(code, kind), ListKind = kind } })
            .Record(code, at, new Fact { EntryPreNotified = new EntryPreNotified { EntryId = EntryId(code, kind) } });
    }

    public World Relation(string code, string person, Role role) => Known(code).Relate(code, person, role);

    /// <summary>Relates a person to an organisation that is registered already.</summary>
    public World Relate(string code, string person, Role role) =>
        Record(code, "2020-01-01T00:00", new Fact { RelationRecorded = new RelationRecorded { Person = Asking.Subject(person), Role = role } });

    public World Committed(string code, string id, string madeAt, string due)
    {
        Known(code);
        return Record(code, madeAt, new Fact { CommitmentMade = new CommitmentMade { CommitmentId = id, DueOn = due } });
    }

    public World Breached(string code, string id, string at) =>
        Record(code, at, new Fact { CommitmentBreached = new CommitmentBreached { CommitmentId = id } });

    public World Penalised(string code, string decidedOn, PenaltyType type, long fineYuan = 0)
    {
        Known(code);
        return Record(code, null, new Fact
        {
            PenaltyRecorded = new PenaltyRecorded
            {
                PenaltyId = $"罚{code[^4..]}", Types_ = { type }, FineYuan = fineYuan, DecidedOn = decidedOn, Severity = Severity.Serious,
            },
        });
    }

    public World Graded(string code, Grade grade, string on) => Known(code).Grade(code, grade, on);

    /// <summary>Grades a subject that is registered already.</summary>
    public World Grade(string code, Grade grade, string on) =>
        Record(code, null, new Fact { GradeRecorded = new GradeRecorded { Source = "综合评价", Grade = grade, GradedOn = on } });

    public World Synced(string source, string at)
    {
        _registered.Add("source " + source);
        return Record("", at, new Fact { SourceSynced = new SourceSynced { Source = source } });
    }

    private World Record(string code, string? at, Fact fact)
    {
        _records.Add(new RecordRequest
        {
            RequestId = $"given-{_records.Count}",
            Subject = code.Length > 0 ? Asking.Subject(code) : null,
            RecordedBy = new RecordedBy { DepartmentCode = "MARKET-REG", OperatorId = "clerk" },
            OccurredAt = at is null ? null : DateTimeOffset.Parse($"{at}:00+08:00", System.Globalization.CultureInfo.InvariantCulture).ToTimestamp(),
            Fact = fact,
        });
        return this;
    }

    private static string EntryId(string code, string kind) => $"{kind}@{code[^4..]}";
}
