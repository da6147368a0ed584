using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Verify.Console.Tests;

/// <summary>From a code to an answer.</summary>
public sealed class AskingTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    [Fact]
    public async Task Who_is_barred_by_law_is_unmistakable_in_words_and_shape_with_article_source_and_repair()
    {
        var page = await OpenAsync();
        await AskAsync(page, Barred, "BID");

        await Expect(page.Locator(".answer h2")).ToHaveTextAsync("依法限制办理");
        await Expect(page.Locator(".answer h2")).ToBeFocusedAsync();
        Assert.True(await page.Locator(".verdict-banner svg.mark path").CountAsync() > 0);
        var answer = await page.InnerTextAsync(".answer");
        foreach (var part in (string[])["黑名单", "《招标投标法》", "拖欠农民工工资", "如何修复与救济", "已证实最新", "结果有效至", "核验编号", "2026-06-15 "])
            Assert.Contains(part, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("分数", answer, StringComparison.Ordinal);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task What_may_follow_later_is_told_with_its_time()
    {
        var page = await OpenAsync();
        await AskAsync(page, Trusted);
        Assert.Equal(0, await page.Locator(".later").CountAsync());
        await page.Locator("#materials input").Last.CheckAsync();
        var material = (await page.Locator("#materials label").Last.EvaluateAsync<string>("label => label.firstChild.textContent")).Trim();
        await page.ClickAsync(".ask button[type=submit]");

        await Expect(page.Locator(".answer h2")).ToHaveTextAsync("予以便利");
        await Expect(page.Locator(".later")).ToContainTextAsync(material);
        await Expect(page.Locator(".later")).ToContainTextAsync("5 个工作日");
    }

    [Theory]
    [InlineData("91520523MA6HQ0013R", "校验码相符")]
    [InlineData("91520523MA6HQ00133", "第 18 位校验码不符：按前 17 位应为“R”，现为“3”")]
    [InlineData("91520523MA6HQ0031R", "互换第 5–6 位或第 16–17 位即相符")]
    [InlineData("91520523MA6HQOO13R", "第 14 位“O”不是代码用字，是不是“0”")]
    [InlineData("91520523MA6HQ001", "还差 2 位")]
    [InlineData("91520523MA6HQ0013R1", "多了 1 位")]
    [InlineData(" 91520523-ma6hq0013r", "校验码相符")]
    public async Task A_code_is_looked_at_as_it_is_typed_and_what_is_odd_is_named(string typed, string said)
    {
        var page = await OpenAsync();
        await page.Locator("#code").PressSequentiallyAsync(typed);
        await Expect(page.Locator("#code-note")).ToContainTextAsync(said);
    }

    [Fact]
    public async Task Every_fault_is_shown_at_its_field_and_leads_there_and_the_old_answer_is_gone()
    {
        var page = await OpenAsync();
        await AskAsync(page, Trusted);
        await page.FillAsync("#case-number", "");
        await page.FillAsync("#region", "12");
        await page.ClickAsync(".ask button[type=submit]");

        await Expect(page.Locator(".refusal")).ToBeFocusedAsync();
        await Expect(page.Locator("#case-number")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#case-number-fault")).ToHaveTextAsync("必填：无办件不查询。");
        await Expect(page.Locator("#region-fault")).Not.ToBeEmptyAsync();
        Assert.Equal(0, await page.Locator(".answer").CountAsync());
        await page.ClickAsync(".refusal li a >> nth=0");
        await Expect(page.Locator("[aria-invalid=true]:focus")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("91520523MA6HQ001", false, "统一社会信用代码位数不符，应为18位。")]
    [InlineData("91520523MA6HQOO13R", false, "统一社会信用代码第14位不是该代码允许的字符。")]
    [InlineData("91520523MA6HQ00133", false, "统一社会信用代码第18位校验码不符，应为R。")]
    [InlineData("91520523MA6HQ00133", true, "The unified social credit code has the wrong check character at position 18; expected R.")]
    public async Task A_code_that_is_refused_is_refused_with_what_is_wrong_with_it_in_one_language(string code, bool english, string said)
    {
        var page = await OpenAsync(english: english);
        await AskAsync(page, code);
        await Expect(page.Locator("#code-fault")).ToHaveTextAsync(said);
    }

    [Fact]
    public async Task A_question_is_asked_and_the_language_changed_with_the_keyboard_alone()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
        await TabToAsync(page, "#code");
        await page.Keyboard.TypeAsync(Trusted);
        await TabToAsync(page, "#case-number");
        await page.Keyboard.TypeAsync("CASE-7");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".answer h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.Locator("button[type=submit]")).ToBeFocusedAsync();
        await TabToAsync(page, "#language", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Check a subject");
    }

    [Fact]
    public async Task A_person_is_asked_about_with_a_basis_only_and_the_number_is_nowhere_but_in_its_field()
    {
        const string Person = "520599198001010014";
        var page = await OpenAsync();
        await page.SelectOptionAsync("#code-type", "RESIDENT_ID");
        await AskAsync(page, Person);
        await Expect(page.Locator(".refusal")).ToContainTextAsync("法定依据");
        await page.FillAsync("#basis-statute", "QTX-37");
        await page.ClickAsync(".ask button[type=submit]");
        await page.WaitForSelectorAsync(".answer h2");

        Assert.DoesNotContain(Person[..14], await page.InnerTextAsync("body"), StringComparison.Ordinal);
        Assert.DoesNotContain(Person[..6], page.Url, StringComparison.Ordinal);
        await page.ClickAsync("#nav a[href='#register']");
        var kept = await page.EvaluateAsync<string>(
            "async () => JSON.stringify([location.href, history.state, document.title, { ...localStorage }, { ...sessionStorage }, document.cookie, (await indexedDB.databases()).length, await caches.keys()])");
        Assert.DoesNotContain(Person[6..14], kept, StringComparison.Ordinal);
        await page.GoBackAsync();
        await page.WaitForSelectorAsync("#code");
        Assert.Equal("", await page.InputValueAsync("#code"));
    }

    [Fact]
    public async Task The_answer_alone_goes_to_paper()
    {
        var page = await OpenAsync();
        await AskAsync(page, Barred, "BID");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".ask")).ToBeHiddenAsync();
        await Expect(page.Locator(".top")).ToBeHiddenAsync();
        await Expect(page.Locator(".answer h2")).ToBeVisibleAsync();
        await Expect(page.Locator(".advice")).ToContainTextAsync("由审批部门依法决定");
    }

    private static async Task TabToAsync(IPage page, string selector, string key = "Tab")
    {
        for (var i = 0; i < 30; i++)
        {
            if (await page.Locator($"{selector}:focus").CountAsync() > 0)
                return;
            await page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{selector} is not reached with {key}.");
    }
}
