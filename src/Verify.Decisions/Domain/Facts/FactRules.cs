namespace Verify.Domain;

/// <summary>Something that a fact does not say, or says wrongly.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Message">What is wrong and what to do.</param>
public readonly record struct FactFault(string Field, LocalText Message);

/// <summary>
/// What a fact must say before it may be recorded, whatever the registry holds: the parts that law asks of a listing, dates in their
/// order, references that the catalogue knows. Every fault at once.
/// </summary>
public static class FactRules
{
    /// <summary>Judges a fact by itself.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="catalogue">The catalogue in force.</param>
    /// <param name="path">Path under which faults are reported, ending with a dot, or empty.</param>
    public static List<FactFault> Judge(Fact fact, Catalogue catalogue, string path)
    {
        var faults = new List<FactFault>();
        switch (fact)
        {
            case SubjectRegistered registered:
                Need(registered.Name, "name");
                break;
            case RelationRecorded relation:
                if (relation.Role == Role.None)
                    Add("role", "关系须注明角色。", "A relation needs a role.");
                if (relation.To < relation.From)
                    Add("to", "截止日期早于起始日期。", "The last day is before the first.");
                break;
            case EntryProposed proposed:
                NeedKind(proposed.ListKind);
                break;
            case EntryListed listed:
                JudgeListing(listed);
                break;
            case ObjectionDecided { Outcome: ObjectionOutcome.UpheldCorrected } decided:
                if (decided.Correction is { } correction)
                    JudgeListing(correction, "correction.");
                else
                    Add("correction", "异议成立并更正的，须附更正后的内容。", "An objection upheld with a correction needs the corrected entry.");
                break;
            case ObjectionDecided { Outcome: ObjectionOutcome.None }:
                Add("outcome", "须注明异议处理结果。", "An objection is decided one way or another.");
                break;
            case EntryAdvanced { To: EntryState.None or EntryState.Suppressed }:
                Add("to", "须注明可以转入的状态。", "Name a state into which an entry can be moved.");
                break;
            case LeniencyConfirmed { Leniency: Leniency.None }:
                Add("leniency", "须注明从宽情形。", "Name the ground of leniency.");
                break;
            case PenaltyRecorded penalty:
                Need(penalty.PenaltyId, "penalty_id");
                if (penalty.Types.IsEmpty || penalty.Types.Contains(PenaltyType.None))
                    Add("types", "须注明处罚种类。", "Name what was imposed.");
                if (penalty.FineYuan < 0)
                    Add("fine_yuan", "罚款不能为负数。", "A fine is not negative.");
                break;
            case PenaltyRepairFiled filed:
                Need(filed.PenaltyId, "penalty_id");
                break;
            case PenaltyRepairDecided decided:
                Need(decided.PenaltyId, "penalty_id");
                JudgeRefusal(decided.Granted, decided.FalseMaterial);
                break;
            case RepairDecided decided:
                JudgeRefusal(decided.Granted, decided.FalseMaterial);
                break;
            case GradeRecorded grade:
                Need(grade.Source, "source");
                if (grade.Grade == Grade.None)
                    Add("grade", "须注明评价等级。", "Name the grade.");
                break;
            case CommitmentMade made when catalogue.FindMatter(made.MatterCode) is null && made.MatterCode.Length > 0:
                Add("matter_code", "目录中没有该事项。", "The catalogue has no such matter.");
                break;
            case InterviewHeld { Kind: InterviewKind.None }:
                Add("kind", "须注明约谈种类。", "Name the kind of interview.");
                break;
            case ActDecided act:
                Need(act.ActId, "act_id");
                if (act.Kind == ActKind.None)
                    Add("kind", "须注明行政行为种类。", "Name the kind of act.");
                break;
            case ActPublished published:
                Need(published.ActId, "act_id");
                break;
            case SourceSynced synced when !catalogue.Rows.Sources.Any(source => source.Code == synced.Source):
                Add("source", "目录中没有该数据源。", "The catalogue has no such source.");
                break;
        }

        switch (fact)
        {
            case EntryFact entry:
                Need(entry.EntryId, "entry_id");
                break;
            case CommitmentFact commitment:
                Need(commitment.CommitmentId, "commitment_id");
                break;
        }

        return faults;

        void JudgeListing(EntryListed listing, string under = "")
        {
            var kind = NeedKind(listing.ListKind, under);
            if (listing.EndOn < listing.StartOn)
                Add(under + "end_on", "截止日期早于起始日期。", "The last day is before the first.");
            if (listing.OccurredOn > listing.StartOn)
                Add(under + "occurred_on", "行为发生日期晚于列入日期。", "The conduct is later than the listing.");
            if (listing.Origin is { Role: Role.None })
                Add(under + "origin.role", "须注明责任人员的角色。", "Name the role in which the person was liable.");
            if (listing.Scope.Length is not (0 or 2 or 4 or 6) || !listing.Scope.All(char.IsAsciiDigit))
                Add(under + "scope", "适用范围为2、4或6位行政区划代码，全国适用的留空。", "A scope is a GB/T 2260 prefix of 2, 4 or 6 digits, or empty for nationwide.");
            if (kind is null)
                return;

            if (listing.EndOn is null && !kind.OpenEnded)
                Add(under + "end_on", $"名单类别{kind.Code}须有截止日期。", $"List kind {kind.Code} is not open-ended: name the last day.");
            if (kind.MaxTermMonths > 0 && listing.EndOn is { } end && Outlasts(listing.StartOn, end, kind.MaxTermMonths))
                Add(under + "end_on", $"名单类别{kind.Code}最长{kind.MaxTermMonths}个月。", $"List kind {kind.Code} allows {kind.MaxTermMonths} months at most.");
            if (kind.Colour != Colour.Black)
                return;

            // QTX-10: the five parts of a listing decision; JS-77: the document that it rests on.
            Need(listing.DecisionDocument, under + "decision_document");
            Need(listing.Reason, under + "reason");
            if (listing.LegalBasis.IsEmpty)
                Add(under + "legal_basis", "列入严重失信主体名单须载明此项 (QTX-10)。", "A black list entry needs it (QTX-10).");
            Need(listing.MeasureHints, under + "measure_hints");
            Need(listing.RemovalConditions, under + "removal_conditions");
            Need(listing.RemovalProcedure, under + "removal_procedure");
            Need(listing.Remedies, under + "remedies");
        }

        void JudgeRefusal(bool granted, bool falseMaterial)
        {
            if (granted && falseMaterial)
                Add("false_material", "材料虚假的，不予修复。", "Repair is not granted on false material.");
        }

        // A first day so late that the calendar ends before the term cannot be outlasted.
        static bool Outlasts(DateOnly start, DateOnly end, int months) =>
            start <= DateOnly.MaxValue.AddMonths(-months) && end > start.AddMonths(months);

        ListKind? NeedKind(string code, string under = "")
        {
            var kind = catalogue.FindKind(code);
            if (kind is null)
                Add(under + "list_kind", "目录中没有该名单类别。", "The catalogue has no such list kind.");
            return kind;
        }

        void Need(string value, string field)
        {
            if (string.IsNullOrWhiteSpace(value))
                Add(field, "必填。", "Required.");
        }

        void Add(string field, string chinese, string english) => faults.Add(new FactFault(path + field, new LocalText(chinese, english)));
    }
}
