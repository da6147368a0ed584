namespace Verify.Console.Tests;

/// <summary>Two languages, both complete.</summary>
public sealed class WordsTests(Browser browser, Service service) : ConsoleTest(browser, service)
{
    [Fact]
    public async Task Both_languages_have_every_word_and_the_same_gaps_to_fill()
    {
        var page = await OpenAsync();
        var faults = await page.EvaluateAsync<string[]>("""
            async () => {
              const { zh } = await import('./texts-zh.js');
              const { en } = await import('./texts-en.js');
              const gaps = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
              // Of faults the service's description says more, and it is English.
              const mine = (texts) => Object.keys(texts).filter((name) => !name.startsWith('fault.'));
              return [
                ...mine(zh).filter((name) => !(name in en)).map((name) => `not in English: ${name}`),
                ...mine(en).filter((name) => !(name in zh)).map((name) => `not in Chinese: ${name}`),
                ...mine(en).filter((name) => gaps(en[name]) !== gaps(zh[name] ?? '')).map((name) => `other gaps: ${name}`),
                ...Object.entries({ ...zh, ...en }).filter(([, text]) => !text.trim()).map(([name]) => `empty: ${name}`),
              ];
            }
            """);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_view_shows_the_name_of_a_word_instead_of_the_word(bool english)
    {
        await foreach (var (view, page) in EveryViewAsync(1280, english))
        {
            var shown = await page.EvaluateAsync<string[]>("""
                async () => {
                  const { zh } = await import('./texts-zh.js');
                  const groups = new Set(Object.keys(zh).map((name) => name.split('.')[0]));
                  const words = [...document.querySelectorAll('body *')].filter((element) => !element.closest('noscript, code')).flatMap((element) =>
                    [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).concat(element.getAttribute('aria-label') ?? []));
                  return words.flatMap((text) => text.match(/[a-z]+\.[A-Za-z_.]+/gi) ?? []).filter((name) => groups.has(name.split('.')[0]))
                    .concat(words.filter((text) => /[A-Z]+_[A-Z_]{3,}|undefined|\[object|NaN|\{\w+\}/.test(text)));
                }
                """);
            Assert.True(shown.Length == 0, $"{view}: {string.Join(", ", shown)}");
        }
    }

    [Fact]
    public async Task Every_value_of_an_enum_that_is_shown_has_its_word()
    {
        var page = await OpenAsync();
        var wanted = Values<V1.Disposition>("disposition").Concat(Values<V1.Stage>("stage")).Concat(Values<V1.CodeType>("codeType"))
            .Concat(Values<V1.Colour>("colour")).Concat(Values<V1.EntryState>("entryState")).Concat(Values<V1.EntryFlag>("entryFlag"))
            .Concat(Values<V1.MeasureEffect>("measureEffect")).Concat(Values<V1.MeasureStrength>("measureStrength")).Concat(Values<V1.MeasureKind>("measureKind"))
            .Concat(Values<V1.IncentiveState>("incentiveState")).Concat(Values<V1.SupervisionHint>("supervisionHint")).Concat(Values<V1.MaterialClass>("material"))
            .Concat(Values<V1.CommitmentType>("commitment")).Concat(Values<V1.RelatedNoteKind>("relatedNoteKind")).Concat(Values<V1.SubjectPart>("subjectPart"))
            .Concat(Values<V1.Role>("role")).Concat(Values<V1.FieldFault>("fault"));
        var missing = await page.EvaluateAsync<string[]>(
            "async (wanted) => { const { zh } = await import('./texts-zh.js'); return wanted.filter((name) => !(name in zh)); }", wanted.ToArray());
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Values<TEnum>(string group)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Skip(1).Select(value => $"{group}.{Transport.WireNames.Of(value)}");
}
