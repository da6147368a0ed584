using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Verify.V1;

namespace Verify.Receipts;

/// <summary>
/// A receipt as a form of one A4 page for the file of the case (财库〔2016〕125号), in HTML that needs nothing else and holds the signed
/// receipt, so that the form can be verified itself. The same receipt has the same bytes in one language: this is version 1 of the form,
/// and another layout will be another version beside it, or forms already on file would count as altered.
/// </summary>
public static class ReceiptForm
{
    /// <summary>What stands before the signed receipt, in base64, and after it.</summary>
    internal const string Before = "<data id=\"receipt\" value=\"", After = "\"></data>";

    // What one page holds whatever is in the receipt, in small print where it is much. What does not fit is counted, and is in the receipt
    // that the form holds. Counted in characters.
    private const int NameMax = 40, LineMax = 54, TextMax = 110, CaseMax = 128;
    private const int SmallPrintFrom = 2_600;

    // What a page holds of either print where every character is as wide as a Chinese one.
    private const int LinesMax = 56, SmallLinesMax = 74;

    /// <summary>What a Content-Security-Policy calls the style of the form.</summary>
    internal static string StyleHash { get; } = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Between(Style, "<style>", "</style>"))))}";

    /// <summary>Writes the form.</summary>
    /// <param name="verified">The receipt.</param>
    /// <param name="english">Labels in English instead of Chinese; what the receipt says stays in its language.</param>
    public static string Write(VerifiedReceipt verified, bool english)
    {
        var say = new Phrases(english);
        var title = say["信用核验回执", "Credit check receipt"];
        var table = TableOf(verified, Limits.Usual, say);
        var isSmall = table.Length >= SmallPrintFrom;
        if (verified.Receipt.Question.Details is not null)
        {
            isSmall |= table.Lines > LinesMax;
            if (table.Lines > SmallLinesMax)
                table = TableOf(verified, Limits.BesideDetails, say);
        }

        return new FormWriter()
            .Markup("<!DOCTYPE html>\n<html lang=\"").Markup(english ? "en" : "zh-CN").Markup("\"><head><meta charset=\"utf-8\">\n")
            .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Markup("<meta name=\"generator\" content=\"verify receipt form 1\">\n<title>").Text($"{title} {verified.Receipt.CheckId}").Markup("</title>\n")
            .Markup(Style).Markup("</head><body").Markup(isSmall ? " class=\"small\"" : "").Markup(">\n<h1>").Text(title).Markup("</h1>\n<table>\n")
            .Markup(table.ToString()).Markup("</table>\n<p>")
            .Text(say["本回执供审批人员参考，由审批部门依法决定。", "This advises the officer; the department decides."]).Break()
            .Text(say[
                "本文件内含带签名的完整回执，改动任何一字即告失效。核验命令：verify-receipt 本文件 --key 公钥文件",
                "This file holds the whole signed receipt, and no letter of it can be changed unnoticed: verify-receipt THIS-FILE --key PUBLIC-KEY"])
            .Markup("</p>\n").Markup(Before).Markup(Convert.ToBase64String(verified.Signed.ToByteArray())).Markup(After).Markup("\n</body></html>\n")
            .ToString();
    }

    /// <summary>Whether a file is the form of a receipt, byte for byte, in either language.</summary>
    internal static bool IsFormOf(VerifiedReceipt verified, ReadOnlySpan<byte> file) =>
        file.SequenceEqual(Encoding.UTF8.GetBytes(Write(verified, english: false))) || file.SequenceEqual(Encoding.UTF8.GetBytes(Write(verified, english: true)));

    private static FormWriter TableOf(VerifiedReceipt verified, Limits limits, Phrases say)
    {
        var table = new FormWriter();
        WriteQuestion(verified.Receipt, limits, say, table);
        if (verified.Answer is { } answer)
            WriteAnswer(answer, limits, say, table);
        else
            table.Row(say["结论", "Result"], say["未予答复", "Refused"] + ": " + verified.Receipt.Refusal, NameMax);
        WriteProof(verified, say, table);
        return table;
    }

    private static void WriteQuestion(Receipt receipt, Limits limits, Phrases say, FormWriter form)
    {
        var question = receipt.Question;
        form.Row((say["查询编号", "Query number"], receipt.CheckId), (say["查询时间", "Query time"], Phrases.ChinaClock(receipt.EvaluatedAt)), NameMax)
            .Row(say["查询渠道", "Channel"], $"{say["核验服务", "Verify service"]} verify.v1.VerificationService · {say["登记库", "registry"]} {receipt.RegistryId}", TextMax)
            .Row((say["查询单位", "Department"], NameOf(receipt.Inquirer.Department)), (say["查询人", "Officer"], $"{receipt.Inquirer.OperatorId} ({receipt.Inquirer.Caller})"), NameMax)
            .Row(say["查询对象", "Subject"]).Text(question.Subject is { } subject ? SubjectText(subject, say) : say["未登记", "not on record"], LineMax);
        Said(form, AskedTexts.OfSubject(question.Details, say)).End();
        List(form, question.Members, limits.Others, say["联合体成员", "Members"], say, (one, index) =>
            Said(form.Text(SubjectText(one, say), LineMax), AskedTexts.OfMember(question.Details, index, say)));
        List(form, question.RelatedParties, limits.Others, say["关联主体", "Related"], say, (one, index) =>
            Said(form.Text(SubjectText(one, say), LineMax), AskedTexts.OfRelated(question.Details, index, say)));
        form.Row((say["查询事项", "Matter"], NameOf(question.Matter)), (say["环节、地区", "Stage, region"], $"{say.Of(question.Stage)} · {question.RegionCode}"), NameMax)
            .Row(say["办件编号", "Case"], question.CaseNumber, CaseMax);
        List(form, question.Details?.MissingMaterials ?? [], limits.Materials, say["缺少材料", "Missing"], say, material => form.Text(AskedTexts.Of(material), LineMax));
        foreach (var (label, text) in AskedTexts.RowsOf(question.Details, say))
            form.Row(label, text, TextMax);
    }

    private static FormWriter Said(FormWriter form, string text) => text.Length == 0 ? form : form.Break().Text(text, LineMax);

    private static void WriteAnswer(CheckResponse answer, Limits limits, Phrases say, FormWriter form)
    {
        var entries = answer.Entries.Concat(answer.Members.SelectMany(static member => member.Answer.Entries)).DistinctBy(static entry => entry.EntryId).ToList();
        form.Row((say["结论", "Advice"], say.Of(answer.Disposition)), (say["适用时点", "As of"], Phrases.ChinaClock(answer.AsOf)), NameMax);
        List(form, [.. answer.Reasons, .. answer.Warnings], limits.Reasons, say["理由", "Reasons"], say, reason => form.Text($"{reason.Message} [{reason.Citation}]", TextMax));
        List(form, answer.Members, limits.Others, say["各成员结论", "Each member"], say, member => form.Text($"{member.Code} · {say.Of(member.Answer.Disposition)}", LineMax));
        if (entries.Count == 0)
            form.Row(say["名单查询结果", "Lists"], say["未列入名单", "Not on any list"], NameMax);
        List(form, entries, limits.Entries, say["名单查询结果", "Lists"], say, entry => form
            .Text($"{say.Of(entry.Colour)} · {say.Of(entry.State)} · {entry.StartOn} – {(entry.EndOn.Length > 0 ? entry.EndOn : "…")} · {NameOf(entry.ListKind)}", TextMax)
            .Break().Text($"{entry.DecisionDocument} · {entry.Recogniser} · {entry.Reason}", LineMax));
        if (answer.Measures.Count == 0)
            form.Row(say["应采取的措施", "Measures"], say["无", "none"], NameMax);
        List(form, answer.Measures, limits.Measures, say["应采取的措施", "Measures"], say, measure => form
            .Text($"{say.Of(measure.Strength)} · {say.Of(measure.Effect)}{(measure.EndOn.Length > 0 ? $" · {say["至", "until"]} {measure.EndOn}" : "")} · {measure.Code} {measure.Name}", TextMax)
            .Break().Text($"{say["依据", "Legal basis"]}: {string.Join("; ", measure.LegalBasis)}", TextMax));
        if (answer.FeedbackDueOn.Length > 0)
            form.Row(say["反馈期限", "Feedback due"], answer.FeedbackDueOn, NameMax);
        List(form, answer.Coverage, limits.Sources, say["数据来源", "Sources"], say, source => form.Text(
            $"{source.Source} · {(source.LastSyncedAt is { } last ? Phrases.ChinaClock(last) : say["从未同步", "never heard from"])}{(source.Stale ? say["（过期）", " (stale)"] : "")}", NameMax));
        form.Row(
            say["数据时效", "Freshness"],
            $"{say["截至", "proven at"]} {Phrases.ChinaClock(answer.Freshness?.ProvenAt)}{(answer.Freshness?.Firm == true ? "" : say["（未证实为最新）", " (not firm)"])}",
            NameMax);
    }

    private static void WriteProof(VerifiedReceipt verified, Phrases say, FormWriter form)
    {
        var (receipt, place) = (verified.Receipt, verified.Receipt.Place);
        form.Row(say["登记版本", "Revision"], string.Create(CultureInfo.InvariantCulture, $"{receipt.Revision} · {say["目录", "catalogue"]} {receipt.CatalogVersion}"), TextMax)
            .Row(say["登记簿位置", "Register"]).Markup("<code>")
            .Text($"{place.Block}:{Hex(place.BlockHash)}").Markup("</code><br>").Text($"{say["条目", "check"]} {place.Index} · ").Markup("<code>").Text(Hex(place.CheckDigest)).Markup("</code>").End()
            .Row(say["签名", "Signature"]).Text(verified.Signed.Algorithm, NameMax).Text(" · ").Text(say["密钥", "key"]).Markup(" <code>").Text(verified.Signed.KeyId, TextMax)
            .Break().Text(verified.Signed.Signature.ToBase64(), TextMax).Markup("</code>").End();
    }

    private static void List<T>(FormWriter form, IReadOnlyList<T> items, int itemsMax, string label, Phrases say, Action<T> write) =>
        List(form, items, itemsMax, label, say, (item, _) => write(item));

    private static void List<T>(FormWriter form, IReadOnlyList<T> items, int itemsMax, string label, Phrases say, Action<T, int> write)
    {
        if (items.Count == 0)
            return;
        form.Row(label);
        for (var i = 0; i < Math.Min(items.Count, itemsMax); i++)
        {
            form.Markup("<div>", line: i > 0);
            write(items[i], i);
            form.Markup("</div>");
        }

        if (items.Count > itemsMax)
            form.Markup("<div>", line: true).Text(say[$"另有{items.Count - itemsMax}项，见所附完整回执", $"and {items.Count - itemsMax} more, in the receipt that this file holds"]).Markup("</div>");
        form.End();
    }

    private static string SubjectText(Subject subject, Phrases say) =>
        subject.Code.Length > 0 ? $"{subject.Name} {subject.Code}".TrimStart() : say["自然人（当时无登记，证件号未留存）", "a person, not on record then; the number is not kept"];

    private static string NameOf(NamedCode? named) => named is null ? "" : named.Name.Length > 0 ? $"{named.Name} ({named.Code})" : named.Code;

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Between(string text, string before, string after) =>
        text[(text.IndexOf(before, StringComparison.Ordinal) + before.Length)..text.IndexOf(after, StringComparison.Ordinal)];

    /// <summary>How many items of each list are shown.</summary>
    private sealed record Limits(int Others, int Materials, int Reasons, int Entries, int Measures, int Sources)
    {
        public static readonly Limits Usual = new(Others: 4, Materials: 4, Reasons: 3, Entries: 3, Measures: 4, Sources: 4);

        /// <summary>Where what else was asked takes the room.</summary>
        public static readonly Limits BesideDetails = new(Others: 2, Materials: 2, Reasons: 2, Entries: 3, Measures: 3, Sources: 3);
    }

    private const string Style = """
        <style>
        @page{size:A4;margin:10mm 12mm}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:186mm;font:8.5pt/1.35 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;color:#000;background:#fff}
        h1{margin:0 0 2mm;font-size:15pt;text-align:center}
        table{width:100%;border-collapse:collapse;table-layout:fixed}
        th,td{border:.3pt solid #444;padding:.6mm 1.5mm;text-align:start;vertical-align:top;overflow-wrap:anywhere;unicode-bidi:isolate}
        th{width:25mm;font-weight:600}
        div+div{border-top:.3pt dotted #999}
        code{font:7pt/1.3 monospace}
        p{margin:1mm 0 0}
        .small{font-size:7.5pt;line-height:1.25;word-break:break-all}
        .small h1{margin:0 0 1mm;font-size:12pt}
        .small td,.small th{padding:.3mm 1.5mm}
        </style>

        """;
}
