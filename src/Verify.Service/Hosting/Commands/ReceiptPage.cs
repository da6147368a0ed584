using System.Text;
using Verify.Domain;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Hosting.Commands;

/// <summary>A verified receipt as an auditor reads it: what vouches for it, what was asked, what was answered.</summary>
internal static class ReceiptPage
{
    public static string Write(VerifiedReceipt verified, Language language)
    {
        var (receipt, question, place) = (verified.Receipt, verified.Receipt.Question, verified.Receipt.Place);
        var say = new Phrases(language == Language.English);
        var page = new StringBuilder();
        page.AppendLine($"{say["有效", "Valid"]}: {verified.Signed.Algorithm}, {say["密钥", "key"]} {verified.Signed.KeyId}");
        page.AppendLine($"{say["链上位置", "Anchor"]} {place.Block}:{Convert.ToHexStringLower(place.BlockHash.Span)}");
        page.AppendLine();
        page.AppendLine($"{say["查询编号", "Check"]} {receipt.CheckId} · {Phrases.ChinaClock(receipt.EvaluatedAt)} · {say["登记库", "registry"]} {receipt.RegistryId}");
        page.AppendLine($"{say["查询单位", "Asked by"]}: {Named(receipt.Inquirer.Department)} · {receipt.Inquirer.OperatorId} ({receipt.Inquirer.Caller})");
        if (question.Subject is { } subject)
            page.AppendLine(Line(say["查询对象", "Subject"], subject, AskedTexts.OfSubject(question.Details, say)));
        foreach (var (index, member) in question.Members.Index())
            page.AppendLine(Line(say["联合体成员", "Member"], member, AskedTexts.OfMember(question.Details, index, say)));
        foreach (var (index, related) in question.RelatedParties.Index())
            page.AppendLine(Line(say["关联主体", "Related"], related, AskedTexts.OfRelated(question.Details, index, say)));
        page.AppendLine($"{say["查询事项", "Matter"]}: {Named(question.Matter)} · {say["办件", "case"]} {question.CaseNumber} · {say.Of(question.Stage)} · {question.RegionCode}");
        foreach (var material in question.Details?.MissingMaterials ?? [])
            page.AppendLine($"{say["缺少材料", "Missing"]}: {AskedTexts.Of(material)}");
        foreach (var (label, text) in AskedTexts.RowsOf(question.Details, say))
            page.AppendLine($"{label}: {text}");
        page.AppendLine();
        page.Append(verified.Answer is { } answer ? AnswerPage.Write(answer, language) : $"{say["未予答复", "Refused"]}: {receipt.Refusal}");
        return page.ToString();

        string Line(string label, Subject subject, string said) => $"{label}: {Text(subject, say)}{(said.Length > 0 ? $" · {said}" : "")}";
    }

    private static string Text(Subject subject, Phrases say) =>
        subject.Code.Length > 0 ? $"{subject.Name} {subject.Code}".TrimStart() : say["自然人（当时无登记）", "a person, not on record then"];

    private static string Named(NamedCode named) => named.Name.Length > 0 ? $"{named.Name} ({named.Code})" : named.Code;
}
