using static Microsoft.Playwright.Assertions;

namespace Verify.Console.Tests;

/// <summary>Charts from the service's own metrics, and the register.</summary>
public sealed class HealthTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    [Fact]
    public async Task Charts_live_and_are_said_in_words()
    {
        var page = await OpenAsync("health");
        await page.WaitForFunctionAsync("() => /全部 [\\d.]+/.test(document.querySelector('.plot')?.getAttribute('aria-label') ?? '')");
        await Expect(page.Locator(".chart")).ToHaveCountAsync(6);
        await Expect(page.Locator(".states")).ToContainTextAsync("已证实最新");
        await Expect(page.Locator(".states")).ToContainTextAsync("未配置");
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task An_auditor_finds_a_check_page_by_page_sees_who_asked_and_proves_the_register()
    {
        var page = await OpenAsync();
        for (var i = 0; i < 22; i++)
        {
            await AskAsync(page, Barred, "BID", $"CASE-PAGE-{i}");
            await Expect(page.Locator(".answer h2")).ToBeVisibleAsync();
        }

        await page.ClickAsync("#nav a[href='#register']");
        await page.FillAsync("#search-code", Barred);
        await page.ClickAsync("form button[type=submit] >> nth=0");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(20);
        await page.ClickAsync("text=更多");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('tbody tr').length > 20");

        await page.FillAsync("#access-code", Barred);
        await page.ClickAsync("form button[type=submit] >> nth=1");
        await Expect(page.Locator("section.card").Nth(1).Locator("tbody tr").First).ToContainTextAsync("依法限制办理");
        await page.ClickAsync("form button[type=submit] >> nth=2");
        await Expect(page.Locator(".sound")).ToContainTextAsync("完好");
        Assert.Empty(Complaints);
    }
}
