using System.Text.Json;

namespace Verify.Console.Tests;

/// <summary>What everybody must be able to see and operate.</summary>
public sealed class LayoutTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task No_view_scrolls_sideways_and_nothing_is_cut_off(int width, bool english)
    {
        await foreach (var (view, page) in EveryViewAsync(width, english))
        {
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{view} is wider than {width} pixels.");
            var cutOff = await page.EvaluateAsync<string[]>(CutOff);
            Assert.True(cutOff.Length == 0, $"{view}: {string.Join(", ", cutOff)}");
        }

        Assert.Empty(Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_control_has_a_name_and_every_reference_leads_somewhere(bool english)
    {
        await foreach (var (view, page) in EveryViewAsync(1280, english))
        {
            var faults = await page.EvaluateAsync<string[]>(Unnamed);
            Assert.True(faults.Length == 0, $"{view}: {string.Join(", ", faults)}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_stands_out_from_what_it_stands_on(bool dark)
    {
        await foreach (var (view, page) in EveryViewAsync(1280, dark: dark))
        {
            var faint = await page.EvaluateAsync<JsonElement>(Faint);
            Assert.True(faint.GetProperty("looked").GetInt32() > 20, "Nothing was looked at.");
            Assert.True(faint.GetProperty("faint").GetArrayLength() == 0, $"{view}: {faint.GetProperty("faint")}");
        }
    }

    [Fact]
    public async Task The_page_has_landmarks_and_one_first_heading_and_says_its_language()
    {
        await foreach (var (view, page) in EveryViewAsync(1280))
        {
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            foreach (var landmark in (string[])["header", "nav[aria-label]", "main", "footer"])
                Assert.True(await page.Locator($"body {landmark}").First.IsVisibleAsync(), $"{view} has no {landmark}.");
            Assert.Equal("zh-CN", await page.GetAttributeAsync("html", "lang"));
        }
    }

    // Text that overflows a box which hides it.
    private const string CutOff = """
        () => [...document.querySelectorAll('main *')].filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
          && getComputedStyle(element).overflowX !== 'visible' && !element.matches('input, select')).map((element) => element.outerHTML.slice(0, 80))
        """;

    private const string Unnamed = """
        () => {
          const faults = [];
          const visible = (element) => element.checkVisibility();
          const nameOf = (element) => element.getAttribute('aria-label') || document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent
            || [...(element.labels ?? [])].map((label) => label.textContent).join(' ') || (element.matches('input, select') ? '' : element.textContent);
          for (const element of [...document.querySelectorAll('a, button, input, select, summary, dialog[open], nav, svg[role=img], form')].filter(visible))
            if (!nameOf(element)?.trim()) faults.push(`no name: ${element.outerHTML.slice(0, 100)}`);
          for (const fieldset of [...document.querySelectorAll('fieldset')].filter(visible))
            if (!fieldset.querySelector('legend')?.textContent.trim()) faults.push(`no legend: ${fieldset.outerHTML.slice(0, 100)}`);
          for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby], label[for]'))
            for (const id of (element.getAttribute('aria-describedby') ?? element.getAttribute('aria-labelledby') ?? element.getAttribute('for')).split(' '))
              if (!document.getElementById(id)) faults.push(`leads nowhere: ${id}`);
          const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
          for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`twice: ${id}`);
          for (const control of [...document.querySelectorAll('[aria-invalid]')].filter(visible))
            if (!control.getAttribute('aria-describedby').split(' ').some((id) => document.getElementById(id).textContent && id.endsWith('-fault'))) faults.push(`invalid and nothing said: ${control.id}`);
          return faults;
        }
        """;

    // WCAG 2: 4.5:1, and 3:1 for large text.
    private const string Faint = """
        () => {
          const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
          const over = ([r, g, b, a = 1], below) => a >= 1 ? [r, g, b] : [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
          const backOf = (element) => {
            const layers = [];
            for (let at = element; at; at = at.parentElement) {
              const colour = numbers(getComputedStyle(at).backgroundColor);
              layers.push(colour);
              if ((colour[3] ?? 1) >= 1) break;
            }
            return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
          };
          const light = (colour) => {
            const [r, g, b] = colour.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const faint = [];
          let looked = 0;
          for (const element of document.querySelectorAll('body *')) {
            const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join('');
            if (!text || !element.checkVisibility() || element.closest('noscript, [inert]') || element.disabled || element.matches('.skip, option')) continue;
            const style = getComputedStyle(element);
            const back = backOf(element.closest('svg')?.parentElement ?? element);
            const ink = over(numbers(element instanceof SVGElement ? style.fill : style.color), back);
            const [a, b] = [light(ink), light(back)].sort((x, y) => y - x);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
            looked++;
            if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) faint.push(`${text.slice(0, 20)} ${((a + 0.05) / (b + 0.05)).toFixed(2)} ${style.color}`);
          }
          return { looked, faint };
        }
        """;
}
