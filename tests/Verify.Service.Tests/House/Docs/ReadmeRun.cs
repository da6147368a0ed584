using System.Text;
using System.Text.Json.Nodes;

namespace Verify.Service.Tests.House.Docs;

/// <summary>Goes through a README as a reader does, does what it says, and sees whether what it shows is so.</summary>
internal sealed class ReadmeRun(DocumentedService service) : IDisposable
{
    private const string Program = "dotnet run --project src/Verify.Service";

    private readonly HttpClient _http = new();
    private string _output = "";

    public async Task FollowAsync(Snippet snippet)
    {
        switch (snippet.Language)
        {
            case "sh":
                _output = await DoAsync(snippet.Text);
                break;
            case "console":
                var lines = snippet.Text.Split('\n', 2);
                _output = await DoAsync(lines[0].TrimStart('$', ' '));
                Assert.True(Elided.Matches(lines[1], _output), $"Line {snippet.Line} shows\n{lines[1]}\n\nbut it is\n{_output}");
                break;
            case "text":
                Assert.True(Elided.Matches(snippet.Text, _output), $"Line {snippet.Line} shows\n{snippet.Text}\n\nbut it is\n{_output}");
                break;
            case "json":
                Repository.AssertNone(Elided.Differences(JsonNode.Parse(snippet.Text), JsonNode.Parse(_output)));
                break;
            case "csv":
                service.WriteFile(snippet.File, snippet.Text);
                break;
            case "csharp":
                _output = await CSharpSnippet.RunAsync(service.ToActual(snippet.Text));
                break;
            default:
                Assert.Fail($"Line {snippet.Line}: nobody proves a snippet of '{snippet.Language}'.");
                break;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> DoAsync(string command)
    {
        if (command == "dotnet test")
            return "";
        if (command == Program)
            return service.Banner;
        if (command.StartsWith(Program + " -- ", StringComparison.Ordinal))
            return await service.RunAsync(ShellWords.Split(command[(Program.Length + 4)..]));
        return await CurlAsync(ShellWords.Split(command));
    }

    /// <summary>What curl does with the few options that a reader needs to know.</summary>
    private async Task<string> CurlAsync(string[] words)
    {
        Assert.Equal(["curl", "-s"], words[..2]);
        using var request = new HttpRequestMessage(HttpMethod.Post, service.ToActual(words[2]));
        for (var i = 3; i < words.Length; i += 2)
        {
            if (words[i] == "-d")
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(words[i + 1]));
        }

        for (var i = 3; i < words.Length; i += 2)
        {
            Assert.Contains(words[i], (string[])["-d", "-H"]);
            if (words[i] == "-H" && words[i + 1].Split(": ", 2) is [var name, var value])
                Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
