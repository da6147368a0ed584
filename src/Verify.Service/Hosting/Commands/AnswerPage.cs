using System.Text;
using Verify.Domain;
using Verify.Receipts;
using Verify.V1;
using Incentive = Verify.V1.Incentive;

namespace Verify.Hosting.Commands;

/// <summary>An answer as an officer reads it: what to do first, then why, then what it rests on.</summary>
internal static class AnswerPage
{
    public static string Write(CheckResponse answer, Language language)
    {
        var page = new StringBuilder();
        var say = new Phrases(language == Language.English);
        page.AppendLine($"{say["建议", "Advice"]}: {say.Of(answer.Disposition)}");
        foreach (var reason in answer.Reasons)
            page.AppendLine($"  - {reason.Message}  [{reason.Citation}]");
        foreach (var warning in answer.Warnings)
            page.AppendLine($"  ! {warning.Message}  [{warning.Citation}]");

        page.AppendLine();
        page.AppendLine($"{say["名单状态", "Lists"]}: {ListsOf(answer, say)}");
        foreach (var entry in answer.Entries)
        {
            page.AppendLine($"  {entry.ListKind.Name} ({entry.ListKind.Code}) · {say.Of(entry.State)} · {entry.StartOn} – {(entry.EndOn.Length > 0 ? entry.EndOn : "…")}");
            Line(page, say["认定单位", "recognised by"], entry.Recogniser);
            Line(page, say["决定文书", "decision"], entry.DecisionDocument);
            Line(page, say["事由", "reason"], entry.Reason);
            Line(page, say["依据", "legal basis"], string.Join("; ", entry.LegalBasis));
            Line(page, say["移出条件", "removal conditions"], entry.RemovalConditions);
            Line(page, say["修复程序", "how to repair"], entry.RemovalProcedure);
            Line(page, say["救济", "remedies"], entry.Remedies);
        }

        page.AppendLine();
        page.AppendLine($"{say["应采取的措施", "Measures"]}: {(answer.Measures.Count == 0 ? say["无", "none"] : "")}");
        foreach (var measure in answer.Measures)
        {
            page.AppendLine($"  {measure.Code} {measure.Name} · {say.Of(measure.Strength)} · {say.Of(measure.Effect)}");
            Line(page, say["依据", "legal basis"], string.Join("; ", measure.LegalBasis));
            Line(page, say["名单条目", "because of"], string.Join(", ", measure.SourceEntryIds));
            Line(page, say["截止", "until"], measure.EndOn);
            Line(page, say["提示", "reminder"], measure.Reminder);
        }

        page.AppendLine();
        page.AppendLine($"{say["绿色通道", "Green channel"]}: {Write(answer.Incentives.GreenChannel, say)}");
        page.AppendLine($"{say["容缺受理", "Deferred acceptance"]}: {Write(answer.Incentives.DeferredAcceptance, say)}");
        page.AppendLine($"{say["即时办理", "Instant handling"]}: {Write(answer.Incentives.InstantHandling, say)}");
        page.AppendLine($"{say["监管建议", "Supervision"]}: {say.Of(answer.SupervisionHint)}");
        foreach (var note in answer.RelatedNotes)
            page.AppendLine($"{say["备注", "Note"]}: {note.Text}");
        foreach (var source in answer.Coverage)
            page.AppendLine($"{say["数据源", "Source"]} {source.Source}: {(source.LastSyncedAt is { } last ? Phrases.ChinaClock(last) : say["从未同步", "never heard from"])}{(source.Stale ? say["（过期）", " (stale)"] : "")}");

        page.AppendLine();
        page.AppendLine($"{say["查询编号", "Check"]} {answer.CheckId} · {say["时间", "at"]} {Phrases.ChinaClock(answer.EvaluatedAt)} · {say["登记版本", "revision"]} {answer.Freshness.Revision} · {say["目录", "catalogue"]} {answer.Freshness.CatalogVersion}");
        page.Append(say["本结果供审批人员参考，由审批部门依法决定。", "This advises the officer; the department decides."]);
        return page.ToString();
    }

    private static string ListsOf(CheckResponse answer, Phrases say) => answer.ListStatus.Count == 0
        ? say["无", "none"]
        : string.Join(", ", answer.ListStatus.Select(status => $"{say.Of(status.Colour)} ({say.Of(status.State)})"));

    private static string Write(Incentive incentive, Phrases say) => $"{say.Of(incentive.State)}{(incentive.Detail.Length > 0 ? " — " + incentive.Detail : "")}";

    private static void Line(StringBuilder page, string label, string text)
    {
        if (text.Length > 0)
            page.AppendLine($"    {label}: {text}");
    }
}
