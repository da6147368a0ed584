using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Verify.Receipts;
using Verify.Service.Tests.House;
using Verify.Tests.Stores;
using Verify.Tests.Transport;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary>The form for the file of the case: what it says, whatever a name contains, on one page.</summary>
public sealed partial class ReceiptFormTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\"><img src=x onerror='alert(1)'>", "&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;")]
    [InlineData("</td></table><data id=\"receipt\" value=\"AAAA\"></data>", "&lt;/td&gt;&lt;/table&gt;&lt;data id=&quot;receipt&quot; value=&quot;AAAA&quot;&gt;&lt;/data&gt;")]
    [InlineData("&lt;b&gt;", "&amp;lt;b&amp;gt;")]
    [InlineData("甲\u202e乙\u200b丙\u2028丁", "甲[U+202E]乙[U+200B]丙[U+2028]丁")]
    public void A_hostile_name_is_shown_as_text_wherever_it_stands(string name, string shown)
    {
        var verified = SampleReceipts.Verified(SampleReceipts.Largest(name));
        var form = ReceiptForm.Write(verified, english: false);

        Assert.DoesNotContain(name, form, StringComparison.Ordinal);
        Assert.Contains(shown, form, StringComparison.Ordinal);
        // The markup is ours alone: the same as around a name that is not hostile.
        Assert.Equal(MarkupOf(ReceiptForm.Write(SampleReceipts.Verified(SampleReceipts.Largest("甲")), english: false)), MarkupOf(form));
        Assert.True(SampleReceipts.Verifier.Verify(Encoding.UTF8.GetBytes(form)).IsValid);
    }

    [Fact]
    public void It_needs_nothing_from_elsewhere_and_runs_nothing()
    {
        var form = ReceiptForm.Write(SampleReceipts.Verified(SampleReceipts.Largest("甲")), english: true);
        Assert.DoesNotMatch(@"<(script|link|img|iframe|object|embed|form)\b|\bsrc=|\bhref=|\bon\w+=|url\(|@import", form);
        Assert.Contains("default-src 'none'", form, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_everything_that_a_screenshot_is_filed_for()
    {
        var answer = SampleReceipts.Answer(Disposition.Prohibit);
        answer.Entries.Add(new Entry
        {
            EntryId = "E-1", Colour = Colour.Black, State = EntryState.Listed, ListKind = new NamedCode { Code = "B-WAGE", Name = "拖欠工资" }, Recogniser = "人社局",
            DecisionDocument = "决〔2025〕1号", Reason = "事由", StartOn = "2025-03-01", EndOn = "2028-02-29",
        });
        answer.Measures.Add(new Measure { Code = "BID_BAR", Name = "限制投标", Effect = MeasureEffect.Bar, Strength = MeasureStrength.Mandatory, LegalBasis = { "条例第48条" } });
        var verified = SampleReceipts.Verified(SampleReceipts.Of(answer));
        var text = WebUtility.HtmlDecode(Tag().Replace(ReceiptForm.Write(verified, english: false), "|"));
        foreach (var part in (string[])[
            verified.Receipt.CheckId, "2026-06-15 10:00:00 +08:00", "verify.v1.VerificationService", verified.Receipt.RegistryId, "金砂县政务服务局 (LICENSING)",
            "91520523MA6HQ0013R", "受理 ACCEPT", "禁止（依法限制） PROHIBIT", "黑名单 BLACK · 已列入 LISTED · 2025-03-01 – 2028-02-29 · 拖欠工资 (B-WAGE)", "决〔2025〕1号",
            "强制性 MANDATORY · 禁止 BAR · BID_BAR 限制投标", "依据: 条例第48条", "7:" + string.Concat(Enumerable.Repeat("01", 32)), string.Concat(Enumerable.Repeat("03", 32)),
            verified.Signed.KeyId, verified.Signed.Signature.ToBase64()])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.Contains("未列入名单", ReceiptForm.Write(SampleReceipts.Verified(SampleReceipts.Of(SampleReceipts.Answer())), english: false), StringComparison.Ordinal);
        var refused = SampleReceipts.Of(SampleReceipts.Answer());
        (refused.Answer, refused.Refusal, refused.Question.Subject) = (Google.Protobuf.ByteString.Empty, "CONSENT_INVALID", null);
        Assert.Contains("CONSENT_INVALID", ReceiptForm.Write(SampleReceipts.Verified(refused), english: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, """
        查询对象|甲公司 91520523MA6HQ0013R|所报 乙公司 520523000012345
        联合体成员|甲公司 91520523MA6HQ0013R|甲公司 91520523MA6HQ0013R|所报 乙公司 520523000012345
        关联主体|甲公司 91520523MA6HQ0013R|法定代表人 LEGAL_REP · 股东 SHAREHOLDER · 所报 张*
        缺少材料|营业执照 (M-1)|M-2
        信用承诺|审批替代型承诺 APPROVAL_SUBSTITUTING · 未签署 · 补齐期限 2026-07-31
        查询依据|法定依据 GPL-22
        所据登记|截至登记版本 41
        """)]
    [InlineData(true, """
        Subject|甲公司 91520523MA6HQ0013R|given as 乙公司 520523000012345
        Members|甲公司 91520523MA6HQ0013R|甲公司 91520523MA6HQ0013R|given as 乙公司 520523000012345
        Related|甲公司 91520523MA6HQ0013R|LEGAL_REP · SHAREHOLDER · given as 张*
        Missing|营业执照 (M-1)|M-2
        Commitment|APPROVAL_SUBSTITUTING · not signed · due 2026-07-31
        Basis|statutory GPL-22
        Known by|as of revision 41
        """)]
    public void What_else_was_asked_is_shown_where_it_was_asked_and_only_there(bool english, string rows)
    {
        var receipt = SampleReceipts.Of(SampleReceipts.Answer(), "甲公司");
        receipt.Question.Members.Add([receipt.Question.Subject, receipt.Question.Subject]);
        receipt.Question.RelatedParties.Add(receipt.Question.Subject);
        var before = ReceiptForm.Write(SampleReceipts.Verified(receipt), english);

        var given = new Subject { CodeType = CodeType.RegistrationNumber, Code = "520523000012345", Name = "乙公司" };
        receipt.Question.Details = new AskedDetails
        {
            MissingMaterials = { new NamedCode { Code = "M-1", Name = "营业执照" }, new NamedCode { Code = "M-2" } },
            Commitment = new Commitment { Type = CommitmentType.ApprovalSubstituting, DueDate = "2026-07-31" },
            Subject = new AskedParty { Given = given },
            Members = { new AskedParty { Index = 1, Given = given } },
            RelatedParties =
            {
                new AskedParty { Role = Role.LegalRep, Given = new Subject { Name = "张*" } },
                new AskedParty { Role = Role.Shareholder, Given = new Subject { Name = "张*" } },
            },
            KnownAt = new KnownAt { Revision = 41 },
            PersonBasis = new PersonBasis { StatutoryCode = "GPL-22" },
        };
        var after = ReceiptForm.Write(SampleReceipts.Verified(receipt), english);

        Assert.Equal(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries), RowsOf(after).Except(RowsOf(before)).Where(static row => !row.StartsWith("签名|", StringComparison.Ordinal) && !row.StartsWith("Signature|", StringComparison.Ordinal)));
        Assert.True(SampleReceipts.Verifier.Verify(Encoding.UTF8.GetBytes(after)).IsValid);

        static IEnumerable<string> RowsOf(string form) => form[..form.IndexOf("</table>", StringComparison.Ordinal)].Split("<tr>")
            .Select(static row => string.Join('|', Tag().Split(WebUtility.HtmlDecode(row)).Where(static text => text.Trim().Length > 0)).Trim());
    }

    [Fact]
    public void What_does_not_fit_is_counted() =>
        Assert.Contains("and 37 more", ReceiptForm.Write(SampleReceipts.Verified(SampleReceipts.Largest("a")), english: true), StringComparison.Ordinal);

    /// <summary>Forms on file are compared with what this program writes: another layout is another version, beside this one.</summary>
    [Theory]
    [InlineData("form-1.zh.html")]
    [InlineData("form-1.en.html")]
    public void A_form_of_version_1_that_is_on_file_still_verifies(string name)
    {
        var verifier = ReceiptVerifier.Trusting(Repository.Read("tests/fixtures/receipts/key.pem"));
        Assert.Equal(ReceiptState.Valid, verifier.Verify(File.ReadAllBytes(Repository.Path($"tests/fixtures/receipts/{name}"))).State);
    }

    [Theory]
    [InlineData(false, "甲", 300)]
    [InlineData(true, "W", 300)]
    [InlineData(false, "甲", 20)]
    [InlineData(true, "W", 20)]
    [InlineData(false, "甲", 1)]
    [InlineData(false, "甲", 300, false)]
    [InlineData(true, "W", 300, false)]
    [InlineData(true, "W", 20, false)]
    [InlineData(false, "甲", 1, false)]
    [InlineData(false, "甲", 40, true, 4)]
    [InlineData(true, "W", 8, true, 3)]
    [InlineData(false, "甲", 12, true, 2)]
    public async Task Whatever_it_says_prints_to_one_page_of_A4(bool english, string letter, int length, bool details = true, int items = 40)
    {
        var chromium = await Peer.Find(["chromium", "chromium-browser", "google-chrome"], "--version");
        Assert.SkipWhen(chromium is null, "chromium is needed for this test.");
        using var folder = new TemporaryFolder();
        var largest = SampleReceipts.Largest(string.Concat(Enumerable.Repeat(letter, length)), items);
        if (!details)
            largest.Question.Details = null;
        await File.WriteAllTextAsync(folder.File("form.html"), ReceiptForm.Write(SampleReceipts.Verified(largest), english), Stop);

        var printed = await Peer.Run(
            folder.Path, chromium!, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={folder.File("profile")}",
            $"--print-to-pdf={folder.File("form.pdf")}", folder.File("form.html"));
        Assert.True(File.Exists(folder.File("form.pdf")), printed.Error);
        var pdf = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.File("form.pdf"), Stop));
        Assert.Single(Page().Matches(pdf));
    }

    private static string[] MarkupOf(string form) => [.. Tag().Matches(form).Select(static tag => tag.Value).Where(static tag => !tag.StartsWith("<data id", StringComparison.Ordinal) && !tag.StartsWith("<body", StringComparison.Ordinal))];

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Page();
}
