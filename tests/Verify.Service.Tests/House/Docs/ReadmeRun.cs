using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Verify.Service.Tests.House.Docs;

/// <summary>Goes through a README as a reader does, does what it says, and sees whether what it shows is so.</summary>
internal sealed partial class ReadmeRun(DocumentedService service) : IDisposable
{
    // What a reader puts in its place: the id of the last answer.
    private const string CheckId = "CHECK_ID";

    private const string Program = "dotnet run --project src/Verify.Service";

    private readonly HttpClient _http = new();
    private string _output = "";
    private string _checkId = "";

    public async Task FollowAsync(Snippet snippet)
    {
        switch (snippet.Language)
        {
            case "sh":
                _output = await DoAsync(snippet.Text);
                _checkId = IdOfAnswer().Match(_output) is { Success: true } found ? found.Groups[1].Value : _checkId;
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
        var options = words[3..].Chunk(2).Select(static pair => (Name: pair[0], Value: pair[1])).ToArray();
        Assert.Empty(options.Select(static option => option.Name).Except(["-d", "-H", "-o"]));
        using var request = new HttpRequestMessage(HttpMethod.Get, service.ToActual(words[2]));
        foreach (var (_, body) in options.Where(static option => option.Name == "-d"))
        {
            request.Method = HttpMethod.Post;
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace(CheckId, _checkId, StringComparison.Ordinal)));
        }

        foreach (var (_, header) in options.Where(static option => option.Name == "-H"))
        {
            if (header.Split(": ", 2) is [var name, var value])
                Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var reply = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (options.FirstOrDefault(static option => option.Name == "-o").Value is not { } file)
            return reply;
        service.WriteFile(file, reply);
        return "";
    }

    [GeneratedRegex("""^\s*\{\s*"checkId":\s*"([0-9a-f-]+)""")]
    private static partial Regex IdOfAnswer();
}
