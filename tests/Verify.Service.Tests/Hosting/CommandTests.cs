using System.CommandLine;
using System.Text.Json;
using Verify.Hosting.Commands;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Hosting;

/// <summary>Every command of the program explains itself, shows how it is typed, and can be read by programs.</summary>
public sealed class CommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands => [.. Leaves(Root(), "")];

    // The result of these is no text: serve is the service itself.
    private static readonly string[] WithoutResult = ["serve"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_a_command_tells_examples_and_how_it_can_end(string path)
    {
        var (code, help) = await RunAsync([.. path.Split(' '), "--help"]);

        var known = Assert.Single(CommandHelp.All, one => one.Path == path);
        Assert.Equal(CommandLine.Done, code);
        Assert.All(known.Examples, example => Assert.Contains($" {example}\n", help, StringComparison.Ordinal));
        Assert.All(known.ExitCodes, exit => Assert.Contains($"\n  {exit}  ", help, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_example_of_a_command_is_that_command_and_parses(string path)
    {
        var examples = CommandHelp.All.Single(one => one.Path == path).Examples;
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var parsed = Root().Parse(SharedOptions.Split(example.Split(' ')).Commands);
            Assert.Empty(parsed.Errors);
            Assert.Equal(path, CommandHelp.PathOf(parsed.CommandResult));
        });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_that_has_a_result_gives_it_as_JSON_too(string path)
    {
        var command = Root().Parse(path).CommandResult.Command;
        Assert.NotEqual(WithoutResult.Contains(path), command.Options.Any(static option => option.Name == "--json"));
        Assert.All(command.Options.Cast<Symbol>().Concat(command.Arguments), static symbol => Assert.False(string.IsNullOrEmpty(symbol.Description)));
    }

    [Theory]
    [InlineData("chek 1")]
    [InlineData("check")]
    [InlineData("check 91520523MA6HQ0013R --matter LIC --stage NEVER")]
    [InlineData("caller add")]
    [InlineData("catalog validate")]
    [InlineData("verify-receipt receipt.json")]
    public async Task What_is_typed_wrong_ends_with_2(string arguments) =>
        Assert.Equal(CommandLine.Wrong, (await RunAsync(arguments.Split(' '))).Code);

    [Fact]
    public async Task Results_of_commands_that_keep_the_house_are_JSON()
    {
        using var folder = new TemporaryFolder();
        string[] shared = ["--json", "--data", folder.File("data"), "--Verify:Demo:Enabled=false"];

        Assert.True((await JsonAsync("migrate")).GetProperty("revision").GetInt64() >= 0);
        var added = await JsonAsync("caller add permits --department LICENSING --matter LIC NONE");
        Assert.StartsWith("vk_", added.GetProperty("apiKey").GetString(), StringComparison.Ordinal);
        Assert.Equal(["NONE"], added.GetProperty("unknownMatters").EnumerateArray().Select(static one => one.GetString()));
        Assert.Equal("permits", (await JsonAsync("caller list")).GetProperty("id").GetString());
        Assert.True((await JsonAsync("caller revoke permits")).GetProperty("revoked").GetBoolean());
        Assert.Contains("PUBLIC KEY", (await JsonAsync("receipt-key")).GetProperty("pem").GetString(), StringComparison.Ordinal);

        async Task<JsonElement> JsonAsync(string arguments)
        {
            var (code, output) = await RunAsync([.. arguments.Split(' '), .. shared]);
            Assert.Equal(CommandLine.Done, code);
            return JsonDocument.Parse(output).RootElement;
        }
    }

    [Fact]
    public async Task A_draft_that_is_refused_says_so_in_JSON_with_file_and_line()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("measures.csv"), "code\nX\n", Stop);

        var (code, output) = await RunAsync(
            ["catalog", "validate", folder.File("measures.csv"), "--json", "--data", folder.File("data"), "--Verify:Demo:Enabled=false"]);

        var result = JsonDocument.Parse(output).RootElement;
        Assert.Equal((CommandLine.Refused, false), (code, result.GetProperty("valid").GetBoolean()));
        Assert.Contains(result.GetProperty("findings").EnumerateArray(), static one => one.GetProperty("file").GetString() == "measures.csv");
    }

    private static RootCommand Root() => CommandLine.Create(new SharedOptions([]), TextWriter.Null);

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(verb => Leaves(verb, $"{path} {verb.Name}".TrimStart()));

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await CommandLine.RunAsync(arguments, output, Stop), output.ToString());
    }
}
