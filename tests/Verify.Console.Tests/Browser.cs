using Microsoft.Playwright;

namespace Verify.Console.Tests;

/// <summary>Debian's Chromium, started once for all tests; where it is missing they say so and skip.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            return;
        _playwright = await Playwright.CreateAsync();
        // Without a sandbox of its own: containers let root start none, and it sees nothing but this service.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page that knows nothing of any other.</summary>
    public Task<IPage> OpenAsync(int width, bool dark = false)
    {
        if (_browser is null)
            Assert.Skip("chromium is not installed (Debian: apt-get install chromium).");
        return _browser!.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
    }
}
