using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// 失信被执行人 in the form in which courts publish them. The form has no columns for the parts that a listing must state
/// (QTX-10); they are filled from 法释〔2017〕7号, which fixes them alike for every debtor.
/// </summary>
internal sealed class CourtDebtorFile : FileKind
{
    /// <summary>The list kind that this form feeds.</summary>
    public const string ListKindCode = "B-COURT";

    private static readonly Column SubjectName = new("iname", "被执行人姓名/名称", "被执行人名称", "失信被执行人名称");
    private static readonly Column Number = new("cardNum", "身份证号码/组织机构代码", "证件号码") { HoldsNumbers = true };
    private static readonly Column Uscc = new("统一社会信用代码", "社会信用代码", "USCC", "credit_code");
    private static readonly Column Court = new("courtName", "执行法院");
    private static readonly Column PartyType = new("partyTypeName", "party_type");
    private static readonly Column Basis = new("gistId", "执行依据文号");
    private static readonly Column Filed = new("regDate", "立案时间");
    private static readonly Column Case = new("caseCode", "案号");
    private static readonly Column Performance = new("performance", "被执行人的履行情况");
    private static readonly Column Conduct = new("disruptTypeName", "失信被执行人行为具体情形", "失信被执行人具体情形");
    private static readonly Column Published = new("publishDate", "发布时间");
    private static readonly Column End = new("截止日期", "end_on");

    private static readonly SubjectColumns Codes = new() { Uscc = Uscc, Any = Number };
    private static readonly SubjectColumns PersonCodes = new() { Uscc = Uscc, Person = Number };

    public override ImportKind Kind => ImportKind.CourtDebtors;
    public override LocalText Name => new("失信被执行人", "court debtors");
    public override string Code => "court";
    public override string Source => "COURT";

    public override ImmutableArray<Column> Columns =>
        [SubjectName, .. Codes.All, Court, PartyType, Basis, Filed, Case, Performance, Conduct, Published, End];

    public override ImmutableArray<ImmutableArray<Column>> Required => [[SubjectName], [Number, Uscc], [Court], [Case, Basis], [Published]];

    public override void Read(RowReader row, ImportContext context)
    {
        var kind = context.Catalogue.FindKind(ListKindCode);
        if (kind is null)
            row.Reject(ListTexts.MissingKind(ListKindCode));
        var party = ReadParty(row);
        // What the row says settles a number that could be either's.
        var isPersons = party == Party.Person && CodeForms.ReadPerson(row.Peek(Number)).IsValid;
        var subject = row.Subject(isPersons ? PersonCodes : Codes);
        var start = row.NeedDate(Published);
        var conduct = row.Text(Conduct);
        var document = ReadDocument(row);
        var listing = new EntryListed("")
        {
            ListKind = ListKindCode,
            Recogniser = row.Need(Court),
            DecisionDocument = document,
            Reason = conduct.Length > 0 ? conduct : CourtRules.Reason,
            LegalBasis = [CourtRules.Basis],
            MeasureHints = CourtRules.MeasureHints,
            RemovalConditions = CourtRules.RemovalConditions,
            RemovalProcedure = CourtRules.RemovalProcedure,
            Remedies = CourtRules.Remedies,
            OccurredOn = row.Date(Filed),
            DecidedOn = start,
            StartOn = start,
            EndOn = row.Date(End, mayLieAhead: true),
            Severity = Severity.Serious,
            LocalVerificationRequired = context.Options.LocalVerificationRequired,
        };
        if (CourtRules.IsPerformed(row.Peek(Performance)))
            row.Reject(Performance, ListTexts.Performed);
        // A code of the other kind stands in the wrong row.
        if (subject.Value is not null && (party == Party.Unknown || party == (subject.IsPerson ? Party.Organisation : Party.Person)))
            row.Reject(PartyType, CourtRules.OtherParty);
        if (row.Reasons.Count == 0)
            Listings.Add(row, subject, kind!, listing, End);
    }

    private static string ReadDocument(RowReader row)
    {
        var caseNumber = row.Text(Case);
        var basis = row.Text(Basis);
        if (caseNumber.Length == 0 && basis.Length == 0)
            row.Reject(Case, ImportTexts.Empty);
        return caseNumber.Length > 0 ? caseNumber : basis;
    }

    private static Party ReadParty(RowReader row) => CellText.HalfWidth(row.Peek(PartyType)) switch
    {
        "" => Party.NotSaid,
        "0" or "自然人" => Party.Person,
        "1" or "法人" or "法人或其他组织" => Party.Organisation,
        _ => Party.Unknown,
    };

    private enum Party
    {
        NotSaid,
        Person,
        Organisation,
        Unknown,
    }
}
