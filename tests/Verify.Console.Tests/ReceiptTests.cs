using Verify.Receipts;
using static Microsoft.Playwright.Assertions;

namespace Verify.Console.Tests;

/// <summary>What goes into the file of the case.</summary>
public sealed class ReceiptTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    private readonly Service _service = service;

    [Fact]
    public async Task The_form_of_the_receipt_is_shown_with_its_style_and_goes_to_paper_alone()
    {
        var page = await OpenAsync();
        await AskAsync(page, Barred, "BID");
        await page.ClickAsync("text=打印回执");

        var form = page.FrameLocator("iframe[name=receipt-form]");
        await Expect(form.Locator("h1")).ToHaveTextAsync("信用核验回执");
        await Expect(form.Locator("table")).ToContainTextAsync(Barred);
        // From the form's own style, which the policy lets through by its hash.
        await Expect(form.Locator("h1")).ToHaveCSSAsync("text-align", "center");
        await page.EvaluateAsync("() => { document.querySelector('iframe').contentWindow.print = () => { window.printed = true; }; }");
        await page.ClickAsync("dialog.paper button.primary");
        Assert.True(await page.EvaluateAsync<bool>("() => window.printed"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.paper")).ToBeHiddenAsync();
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task The_saved_receipt_is_verified_with_the_published_key()
    {
        var page = await OpenAsync();
        await AskAsync(page, Trusted);
        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=下载回执"));

        var checkId = await page.Locator(".freshness code").First.InnerTextAsync();
        Assert.Equal($"receipt-{checkId}.json", saved.SuggestedFilename);
        await using var stream = await saved.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await stream.CopyToAsync(file, TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        var keys = await http.GetStringAsync(new Uri(_service.Console, "/receipts/keys"), TestContext.Current.CancellationToken);
        var verdict = ReceiptVerifier.Trusting(keys).Verify(file.ToArray());
        Assert.True(verdict.IsValid, verdict.Detail);
        Assert.Equal(checkId, verdict.Receipt!.Receipt.CheckId);
    }

    [Fact]
    public async Task A_receipt_that_cannot_be_had_is_said_and_asked_for_again()
    {
        var page = await OpenAsync();
        await AskAsync(page, Trusted);
        await page.RouteAsync("**/GetReceipt", static route => route.FulfillAsync(new()
        {
            Status = 503, ContentType = "application/json", Body = """{"code":"unavailable","message":"none"}""",
        }));
        await page.ClickAsync("text=打印回执");
        await Expect(page.Locator(".answer .fault")).ToHaveTextAsync("暂时无法核验");
        await page.UnrouteAsync("**/GetReceipt");
        await page.ClickAsync("text=打印回执");
        await Expect(page.Locator("iframe[name=receipt-form]")).ToBeVisibleAsync();
        await Expect(page.Locator(".answer .fault")).ToBeEmptyAsync();
    }
}
