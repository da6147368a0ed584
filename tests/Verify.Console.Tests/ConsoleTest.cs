using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Verify.Console.Tests.Browser))]
[assembly: AssemblyFixture(typeof(Verify.Console.Tests.Service))]

namespace Verify.Console.Tests;

/// <summary>A page of the console, and what went wrong on it that nobody should see.</summary>
public abstract class ConsoleTest(Browser browser, Service service)
{
    /// <summary>On the red list.</summary>
    protected const string Trusted = "91520523MA6HQ0013R";

    /// <summary>Kept out of tenders.</summary>
    protected const string Barred = "91520523MA6HQ01018";

    private readonly List<string> _complaints = [];

    /// <summary>What the browser complained of: scripts that failed, policies that were violated, files that are missing.</summary>
    protected IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a view.</summary>
    protected async Task<IPage> OpenAsync(string view = "ask", int width = 1280, bool english = false, bool dark = false)
    {
        var page = await browser.OpenAsync(width, dark);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // The browser writes a line for every refusal of the service, too; those are shown on the page.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
        page.RequestFinished += (_, request) =>
        {
            if (!request.Url.StartsWith(service.Console.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal))
                _complaints.Add($"asked somebody else: {request.Url}");
        };
        await page.GotoAsync($"{service.Console}#{view}");
        await page.WaitForSelectorAsync("h1");
        if (english)
            await page.ClickAsync("#language");
        if (view == "ask")
            await page.WaitForSelectorAsync("#matter option[value=BID]", new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>Fills the form in and sends it.</summary>
    protected static async Task AskAsync(IPage page, string code, string matter = "LIC", string caseNumber = "CASE-1")
    {
        await page.FillAsync("#code", code);
        await page.SelectOptionAsync("#matter", matter);
        await page.FillAsync("#case-number", caseNumber);
        await page.ClickAsync(".ask button[type=submit]");
        await page.WaitForSelectorAsync(".answer h2, .refusal");
    }

    /// <summary>Every view, the answer and the refusal included, one after the other.</summary>
    protected async IAsyncEnumerable<(string View, IPage Page)> EveryViewAsync(int width, bool english = false, bool dark = false)
    {
        var page = await OpenAsync(width: width, english: english, dark: dark);
        yield return ("ask", page);
        await AskAsync(page, Barred, "BID");
        yield return ("answer", page);
        await page.SelectOptionAsync("#code-type", "RESIDENT_ID");
        await page.SelectOptionAsync("#basis-kind", "consent");
        await page.FillAsync("#case-number", "");
        await page.ClickAsync(".ask button[type=submit]");
        await page.WaitForSelectorAsync(".refusal");
        yield return ("refusal", page);
        await page.ClickAsync("#nav a[href='#register']");
        await page.ClickAsync("form[aria-label] button[type=submit] >> nth=0");
        await page.WaitForSelectorAsync("tbody tr");
        yield return ("register", page);
        await page.ClickAsync("#nav a[href='#health']");
        await page.WaitForSelectorAsync(".chart");
        yield return ("health", page);
        await page.ClickAsync("#who");
        await page.WaitForSelectorAsync("dialog[open] input");
        yield return ("identity", page);
        await page.CloseAsync();
    }
}
