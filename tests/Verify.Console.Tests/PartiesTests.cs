using static Microsoft.Playwright.Assertions;

namespace Verify.Console.Tests;

/// <summary>Who else is asked about, and what is wrong with what was typed.</summary>
public sealed class PartiesTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    [Fact]
    public async Task Each_member_of_a_consortium_has_its_own_answer_and_the_worst_of_them_is_first()
    {
        var page = await OpenAsync();
        await page.ClickAsync(".parties summary");
        await page.ClickAsync("text=添加成员");
        await page.Keyboard.TypeAsync(Barred);
        await AskAsync(page, Trusted, "BID");

        await Expect(page.Locator(".answer h2")).ToHaveTextAsync("依法限制办理");
        await Expect(page.Locator(".member summary")).ToHaveCountAsync(2);
        await Expect(page.Locator(".member summary").Last).ToContainTextAsync(Barred);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task A_fault_of_a_member_or_related_party_stands_at_its_own_row_whatever_was_removed_above()
    {
        var page = await OpenAsync();
        await page.ClickAsync(".parties summary");
        await page.ClickAsync("text=添加成员");
        await page.Keyboard.TypeAsync("first");
        await page.ClickAsync("text=添加成员");
        await page.Keyboard.TypeAsync("9152");
        await page.ClickAsync("text=添加关联方");
        await page.Keyboard.TypeAsync("123");
        await page.ClickAsync("text=移除 >> nth=0");
        await AskAsync(page, Trusted, "BID");

        await Expect(page.Locator(".party [aria-invalid=true]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".party .fault").Nth(1)).ToHaveTextAsync("统一社会信用代码位数不符，应为18位。");
        await Expect(page.Locator(".refusal li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_related_person_may_be_named_in_a_role()
    {
        var page = await OpenAsync();
        await page.ClickAsync(".parties summary");
        await page.ClickAsync("text=添加关联方");
        await page.Keyboard.TypeAsync("520599198001010014");
        var asked = await page.RunAndWaitForRequestAsync(
            () => AskAsync(page, Trusted), static request => request.Url.EndsWith("/Check", StringComparison.Ordinal));
        Assert.Contains("\"role\":\"ROLE_LEGAL_REP\"", asked.PostData, StringComparison.Ordinal);
        await Expect(page.Locator(".answer h2")).ToBeVisibleAsync();
    }
}
