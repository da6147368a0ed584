using System.Net;
using static Microsoft.Playwright.Assertions;

namespace Verify.Console.Tests;

/// <summary>What the page must not do, whoever it is told about.</summary>
public sealed class SafetyTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    private const string Hostile = """<img src=x onerror="document.title='run'"><script>document.title='run'</script>""";
    private readonly Service _service = service;

    [Fact]
    public async Task A_hostile_name_is_shown_and_never_run()
    {
        var page = await OpenAsync();
        await page.FillAsync("#name", Hostile);
        await AskAsync(page, Trusted, caseNumber: Hostile);

        await Expect(page.Locator(".answer .who")).ToContainTextAsync(Hostile);
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        await page.ClickAsync("#nav a[href='#register']");
        await page.ClickAsync("form button[type=submit] >> nth=0");
        await Expect(page.Locator("tbody")).ToContainTextAsync(Hostile);
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        Assert.DoesNotContain("run", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task No_view_violates_the_policy_and_none_asks_anybody_else()
    {
        await foreach (var (_, page) in EveryViewAsync(1280))
            await Expect(page.Locator("h1")).ToBeVisibleAsync();
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task The_policy_lets_nothing_inline_run()
    {
        var page = await OpenAsync();
        Assert.False(await page.EvaluateAsync<bool>(
            "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); return Boolean(window.ran); }"));
        Assert.Contains(Complaints, static complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_file_comes_with_the_policy_and_its_type_and_is_sent_once()
    {
        using var http = new HttpClient { BaseAddress = _service.Console };
        foreach (var (file, type) in ((string, string)[])[("", "text/html"), ("main.js", "text/javascript"), ("base.css", "text/css"), ("icon.svg", "image/svg+xml")])
        {
            using var reply = await http.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal(type, reply.Content.Headers.ContentType!.MediaType);
            var policy = Assert.Single(reply.Headers.GetValues("content-security-policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("x-content-type-options")));

            using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(file, UriKind.Relative)) { Headers = { IfNoneMatch = { reply.Headers.ETag! } } };
            using var unchanged = await http.SendAsync(again, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }

        using var missing = await http.GetAsync(new Uri("nowhere.js", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task A_key_is_kept_for_the_tab_and_sent_and_cleared()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#who");
        await page.FillAsync("#identity-key", "vk_secret");
        await page.ClickAsync("dialog button[type=submit]");
        await Expect(page.Locator("#who")).ToHaveTextAsync("已登录");
        Assert.DoesNotContain("vk_secret", await page.EvaluateAsync<string>("() => JSON.stringify([{ ...localStorage }, location.href, document.cookie])"), StringComparison.Ordinal);

        var asked = await page.RunAndWaitForRequestAsync(() => AskAsync(page, Trusted), static request => request.Url.EndsWith("/Check", StringComparison.Ordinal));
        Assert.Equal("vk_secret", await asked.HeaderValueAsync("verify-api-key"));

        await page.ClickAsync("#who");
        await page.ClickAsync("dialog button[type=button] >> nth=0");
        Assert.Equal("{}", await page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage })"));
    }
}
