using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// 主体登记信息. A legal representative is recorded as a relation only where the file gives the number: a name alone tells nobody
/// from their namesakes.
/// </summary>
internal sealed class BaseRegistryFile : FileKind
{
    private static readonly Column Uscc = new("统一社会信用代码", "社会信用代码", "统一代码", "USCC", "credit_code");
    private static readonly Column SubjectName = new("主体名称", "企业名称", "单位名称", "机构名称", "名称", "name");
    private static readonly Column Established = new("成立日期", "设立日期", "注册日期", "established_on");
    private static readonly Column Registration = new("注册号", "工商注册号", "registration_number");
    private static readonly Column Organisation = new("组织机构代码", "organisation_code");
    private static readonly Column FormerNames = new("曾用名", "曾用名称", "former_names");
    private static readonly Column LegalRep = new("法定代表人", "负责人", "法定代表人姓名", "legal_representative");
    private static readonly Column LegalRepNumber =
        new("法定代表人证件号码", "法定代表人证件号", "法定代表人身份证号", "负责人证件号码", "legal_representative_id") { HoldsNumbers = true };

    private static readonly SubjectColumns Codes = new() { Uscc = Uscc, Organisation = Organisation, Registration = Registration };
    private static readonly SubjectColumns Persons = new() { Person = LegalRepNumber };

    public override ImportKind Kind => ImportKind.BaseRegistry;
    public override LocalText Name => new("主体登记信息", "the base registry");
    public override string Code => "base";
    public override string Source => "BASE-REGISTRY";

    public override ImmutableArray<Column> Columns =>
        [Uscc, SubjectName, Established, Registration, Organisation, FormerNames, LegalRep, LegalRepNumber];

    public override ImmutableArray<ImmutableArray<Column>> Required => [[Uscc], [SubjectName], [Established]];

    public override void Read(RowReader row, ImportContext context)
    {
        var subject = row.Subject(new SubjectColumns { Uscc = Uscc });
        var name = row.Need(SubjectName);
        var established = row.NeedDate(Established);
        var formerNames = row.Texts(FormerNames);
        var aliases = Aliases(row, subject);
        var representative = row.OptionalCode(LegalRepNumber, Persons);
        if (row.Reasons.Count > 0)
            return;

        row.ProvesRegistration();
        row.AddContent("aliases", string.Join(';', aliases.Select(static alias => alias.Value)));
        row.Add(
            subject, "registered", established, "",
            new SubjectRegistered(name, established, aliases, formerNames, UnifiedSocialCreditCode.Class(subject.Value).ToString()));

        if (representative is not { } person)
            return;
        var key = context.KeyOf(person);
        row.Add(subject, $"legal-rep {key}", established, "", new RelationRecorded(key, Role.LegalRep, From: null, To: null), person);
    }

    // The organisation code inside the USCC resolves by itself.
    private static ImmutableArray<SubjectCode> Aliases(RowReader row, SubjectCode subject)
    {
        var inside = subject.Value is null ? default : UnifiedSocialCreditCode.OrganisationPart(subject.Value);
        return
        [
            .. new[] { row.OptionalCode(Organisation, Codes), row.OptionalCode(Registration, Codes) }
                .OfType<SubjectCode>()
                .Where(alias => alias != inside),
        ];
    }
}
