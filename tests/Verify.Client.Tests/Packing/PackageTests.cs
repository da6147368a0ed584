using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Verify.Client.Tests.Running;
using Verify.Client.Tests.Samples;

namespace Verify.Client.Tests.Packing;

public sealed partial class PackageTests(DemoCounty county) : IClassFixture<DemoCounty>
{
    private static readonly string PackageSet = typeof(Grpc.Core.Status).Assembly.GetName().Name == "Verify.Grpc" ? "portable" : "upstream";

    private static readonly string[] Packed = PackageSet == "portable" ? ["Verify.Grpc", "Verify.Protocol", "Verify.Client"] : ["Verify.Protocol", "Verify.Client"];

    [Fact(Timeout = 8 * 60 * 1000)]
    public async Task A_program_that_has_only_the_packages_gets_the_answer_that_their_readme_shows()
    {
        using var folder = new DataFolder();
        var feed = Directory.CreateDirectory(Path.Combine(folder.Path, "feed")).FullName;
        var version = $"0.0.1-test{Guid.NewGuid():N}";
        foreach (var project in Packed)
        {
            await DotnetAsync(
                folder.Path, "pack", Source(project), "--no-build", "-c", Configuration, "-o", feed,
                $"-p:Version={version}", $"-p:PackageSet={PackageSet}", "-p:NoWarn=NU5104");
        }

        AssertComplete(Path.Combine(feed, $"Verify.Client.{version}.nupkg"));

        var readme = await File.ReadAllTextAsync(Path.Combine(Source("Verify.Client"), "README.md"), TestContext.Current.CancellationToken);
        var program = FirstProgram().Match(readme).Groups[1].Value.Replace("http://127.0.0.1:5080", county.Address, StringComparison.Ordinal);
        var app = Directory.CreateDirectory(Path.Combine(folder.Path, "app")).FullName;
        await File.WriteAllTextAsync(Path.Combine(app, "Program.cs"), program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(app, "app.csproj"), ProjectOn(version, feed, folder.Path), TestContext.Current.CancellationToken);

        var output = await DotnetAsync(app, "run", "--project", app);

        Assert.Contains("Prohibit", output, StringComparison.Ordinal);
        Assert.Contains("BID_BAR: Bar, Mandatory, until ", output, StringComparison.Ordinal);
    }

    // What the packages stand on was restored with this test, so the feed is the only source and no network is needed. A compiler that
    // stays would keep the pipe open that the test reads.
    private static string ProjectOn(string version, string feed, string folder) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <UseAppHost>false</UseAppHost>
            <UseSharedCompilation>false</UseSharedCompilation>
            <NuGetAudit>false</NuGetAudit>
            <RestoreSources>{feed}</RestoreSources>
            <RestorePackagesPath>{folder}/packages</RestorePackagesPath>
            <RestoreFallbackFolders>{PackagesFolder}</RestoreFallbackFolders>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Verify.Client" Version="{version}" />
          </ItemGroup>
        </Project>
        """;

    private static string PackagesFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        ? "Release"
        : "Debug";

    private static void AssertComplete(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        string[] needed = ["README.md", "lib/net10.0/Verify.Client.dll", "lib/net10.0/Verify.Client.xml"];
        Assert.Empty(needed.Except(zip.Entries.Select(static entry => entry.FullName)));
        Assert.True(File.Exists(Path.ChangeExtension(package, ".snupkg")));
    }

    private static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
        };
        using var program = Process.Start(start)!;
        try
        {
            var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(program.ExitCode == 0, output + await errors);
            return output;
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Source(string project, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", project));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstProgram();
}
