using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Verify.Hosting;
using Verify.Service.Tests.House.Docs;
using Verify.Service.Tests.Outside;
using Verify.Tests.Transport;

namespace Verify.Service.Tests.House.Deploy;

/// <summary>What <c>deploy/</c> names is what the program knows. No container engine is needed for that.</summary>
public sealed partial class DeployTests
{
    private const string Dockerfile = "deploy/docker/Dockerfile";
    private static readonly RepositoryFile[] Files = [.. Repository.Files.Where(static file => file.Path.StartsWith("deploy/", StringComparison.Ordinal))];

    [Fact]
    public void Every_setting_named_there_exists()
    {
        var named = Files.SelectMany(file => Markdown.SettingsIn(file.Text).Select(name => (file.Path, Name: name))).ToArray();
        Assert.NotEmpty(named);
        Repository.AssertNone(named.Where(static each => !Settings.Has(each.Name)));
    }

    [Fact]
    public void Every_probe_asks_a_page_that_is_served()
    {
        var served = Page().Matches(Repository.Read("src/Verify.Service/Hosting/HealthPages.cs")).Select(static match => match.Value).ToHashSet();
        var asked = Files.SelectMany(static file => Page().Matches(file.Text)).Select(static match => match.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "/healthz/live", "/healthz/ready" }, asked);
        Assert.Subset(served, asked);
    }

    [Fact]
    public void Every_port_of_the_service_is_one_that_it_listens_on()
    {
        var options = new VerifyOptions();
        string[] ports = [.. new[] { options.GrpcPort, options.HttpPort, options.TlsPort }.Select(static port => port.ToString(CultureInfo.InvariantCulture))];
        var named = Files.SelectMany(static file => ServicePort().Matches(file.Text)).Select(static match => match.Value).Distinct().ToArray();
        Assert.Contains(options.TlsPort.ToString(CultureInfo.InvariantCulture), named);
        Assert.Empty(named.Except(ports));
    }

    [Fact]
    public void No_image_is_whatever_is_the_latest()
    {
        var images = Files.SelectMany(static file => Image().Matches(file.Text)).Select(static match => match.Groups[1].Value).ToArray();
        Assert.True(images.Length >= 7);
        Assert.All(images, static image => Assert.Matches(@"^[\w./-]+:[\w.-]*\d[\w.-]*$", image));
    }

    [Fact]
    public void The_image_is_built_of_what_is_there_from_the_official_packages_and_runs_as_nobody()
    {
        var lines = Repository.Read(Dockerfile).Split('\n');
        string[] sources = [.. lines.Where(static line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(static line => line.Split(' ')[1..^1])];
        Repository.AssertNone(sources.Where(static source => !Path.Exists(Repository.Path(source))));
        Assert.Contains(lines, static line => line.Contains("-p:PackageSet=upstream", StringComparison.Ordinal) && line.Contains("-p:PublishReadyToRun=true", StringComparison.Ordinal));
        Assert.DoesNotMatch("^(root|0)", Last("USER "));
        Assert.Equal("""["/data", "/tmp"]""", Last("VOLUME "));
        var project = XDocument.Load(Repository.Path("src/Verify.Service/Verify.Service.csproj"));
        Assert.Equal(["dotnet", $"{project.Descendants("AssemblyName").Single().Value}.dll"], JsonSerializer.Deserialize<string[]>(Last("ENTRYPOINT "))!);

        string Last(string instruction) => lines.Last(line => line.StartsWith(instruction, StringComparison.Ordinal))[instruction.Length..];
    }

    [Fact]
    public async Task The_health_check_of_the_image_passes_while_the_service_is_ready_and_fails_when_it_is_not()
    {
        var check = HealthCheck().Match(Repository.Read(Dockerfile)).Groups[1].Value;
        var words = JsonSerializer.Deserialize<string[]>(check)!;
        await using var service = await RunningService.StartAsync();

        Assert.Equal(0, await ExitCodeAsync());
        service.Foundation.IsWarm = false;
        Assert.NotEqual(0, await ExitCodeAsync());

        async Task<int> ExitCodeAsync()
        {
            string[] actual = [.. words.Select(word => word.Replace("/5081", $"/{service.Http.BaseAddress!.Port}", StringComparison.Ordinal))];
            return (await Peer.Run(Repository.Root, actual[0], actual[1..])).ExitCode;
        }
    }

    [Fact]
    public async Task Every_manifest_is_yaml()
    {
        if (await Peer.Find(["python3"], "-c", "import yaml") is not { } python)
        {
            Assert.Skip("python3-yaml is not installed (Debian: apt-get install python3-yaml).");
            return;
        }

        foreach (var file in Files.Where(static file => file.Path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var read = await Peer.Run(Repository.Root, python, "-c", "import sys, yaml; print(len(list(yaml.safe_load_all(open(sys.argv[1])))))", file.Path);
            Assert.True(read.ExitCode == 0, $"{file.Path}: {read.Error}");
        }
    }

    [Fact]
    public void No_two_services_share_a_journal()
    {
        Assert.Contains("kind: StatefulSet", Repository.Read("deploy/kubernetes/verify.yaml"), StringComparison.Ordinal);
        var volumes = DataVolume().Matches(Repository.Read("deploy/compose/compose.yaml")).Select(static match => match.Groups[1].Value).ToArray();
        Assert.Equal(2, volumes.Length);
        Assert.Equal(volumes, volumes.Distinct());
    }

    [GeneratedRegex("/healthz/[a-z]+")]
    private static partial Regex Page();

    [GeneratedRegex(@"\b5[04][48]\d\b")]
    private static partial Regex ServicePort();

    [GeneratedRegex(@"^(?:FROM|\s*image:) (\S+)", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@"^HEALTHCHECK .*? CMD (\[.*\])$", RegexOptions.Multiline)]
    private static partial Regex HealthCheck();

    [GeneratedRegex(@"""(data-\d):/data""")]
    private static partial Regex DataVolume();
}
